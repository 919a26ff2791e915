package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import dev.fairground.platform.outbox.PermanentFailure;
import dev.fairground.platform.querywatch.ExpectRepeats;
import org.springframework.stereotype.Component;

/** Sends a message to devices and keeps what became of each. A message that a device has had is not sent to it again. */
@Component
class Pusher {

    private static final String NOBODY = "The gateway says that nobody is at this device any more.";

    private final PushGateway gateway;
    private final DeviceStore devices;
    private final SentStore deliveries;

    Pusher(PushGateway gateway, DeviceStore devices, SentStore deliveries) {
        this.gateway = gateway;
        this.devices = devices;
        this.deliveries = deliveries;
    }

    /** To each live device of the member; one that is dead, or refused, keeps the message from none of the others. */
    @ExpectRepeats("each is followed by itself, so that a crash between two of them sends to none of them twice")
    void push(MemberId member, String reference, String title, String body) {
        if (!gateway.isThere()) return;
        for (var device : devices.live(member)) {
            push(
                    new Message(reference + "." + device.id(), member, Channel.PUSH, null, device.id(), title),
                    device,
                    body);
        }
    }

    private void push(Message message, Device device, String body) {
        if (!deliveries.queue(message)) return;
        try {
            switch (gateway.send(
                    device.token(), message.reference(), "member/" + message.member(), message.subject(), body)) {
                case ACCEPTED -> deliveries.accepted(message.reference());
                case UNREGISTERED -> {
                    deliveries.failed(message.reference(), Failure.UNREGISTERED, NOBODY);
                    devices.retireUnregistered(device.id());
                }
            }
        } catch (PermanentFailure refused) {
            deliveries.failed(message.reference(), Failure.REFUSED, String.valueOf(refused.getMessage()));
        }
    }
}

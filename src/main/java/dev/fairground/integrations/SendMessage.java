package dev.fairground.integrations;

import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/**
 * Tries a message once. Whatever comes of it is written down and ends the outbox's delivery well; what is worth another try is due again
 * later. If we die between the answer and writing it down, the receiver hears the message twice, under one id.
 */
@Component
class SendMessage {

    /** Spreads what waits for the same endpoint, which would otherwise be woken up all at once. */
    private static final int SPREAD_MILLIS = 30_000;

    private final MessageStore messages;
    private final SecretStore secrets;
    private final ReceiverClient client;
    private final RecordAttempt recordAttempt;
    private final Clock clock;

    SendMessage(
            MessageStore messages,
            SecretStore secrets,
            ReceiverClient client,
            RecordAttempt recordAttempt,
            Clock clock) {
        this.messages = messages;
        this.secrets = secrets;
        this.client = client;
        this.recordAttempt = recordAttempt;
        this.clock = clock;
    }

    @OutboxListener(id = "integrations.send", effect = Effect.OUTSIDE, lane = Lane.BULK)
    void on(MessageDue due) {
        messages.waiting(due.message()).ifPresent(sending -> send(due.message(), sending));
    }

    private void send(MessageId id, MessageStore.Sending sending) {
        var now = clock.instant();
        var quiet = sending.quietUntil();
        if (!sending.active()) {
            recordAttempt.abandon(id);
        } else if (quiet != null && quiet.isAfter(now)) {
            messages.postpone(id, quiet.plusMillis(ThreadLocalRandom.current().nextInt(SPREAD_MILLIS)));
        } else {
            var live = secrets.live(sending.endpoint(), now);
            var receiver = new Receiver(sending.endpoint(), sending.address(), live);
            recordAttempt.record(id, client.send(id, sending.body(), receiver));
        }
    }
}

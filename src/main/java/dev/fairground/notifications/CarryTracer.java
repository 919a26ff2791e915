package dev.fairground.notifications;

import dev.fairground.identity.Members;
import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import org.springframework.stereotype.Component;

/** Takes a tracer the way that every other message goes, so that what it meets is what they meet. */
@Component
class CarryTracer {

    private static final String TITLE = "A test message from support";

    private final TracerStore tracers;
    private final Members members;
    private final Mailer mailer;
    private final Pusher pusher;
    private final Instance instance;

    CarryTracer(TracerStore tracers, Members members, Mailer mailer, Pusher pusher, Instance instance) {
        this.tracers = tracers;
        this.members = members;
        this.mailer = mailer;
        this.pusher = pusher;
        this.instance = instance;
    }

    /** Support asks the member about it while both are on the telephone. */
    @OutboxListener(id = "notifications.tracer", effect = Effect.OUTSIDE, lane = Lane.URGENT, usefulFor = "PT1H")
    void on(TracerDue due) {
        tracers.find(due.tracer()).ifPresent(tracer -> carry(tracer, due.channel()));
    }

    private void carry(Tracer tracer, Channel channel) {
        String body = "You need do nothing. If support asks for its code: " + tracer.code();
        switch (channel) {
            case MAIL ->
                members.find(tracer.member())
                        .ifPresent(member -> mailer.send(new Letter(
                                tracer.reference(),
                                member,
                                TITLE + " " + tracer.code(),
                                body,
                                "Open your inbox",
                                instance.page("/inbox"))));
            case PUSH -> pusher.push(tracer.member(), tracer.reference(), TITLE + " " + tracer.code(), body);
        }
    }
}

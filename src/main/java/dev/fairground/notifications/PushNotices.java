package dev.fairground.notifications;

import dev.fairground.identity.Members;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.practices.Shows;
import org.springframework.stereotype.Component;

/** Sends what stands in an inbox to the devices of whom it is for. What is gone meanwhile needs no push. */
@Component
@Shows("job-offload-slow-work")
class PushNotices {

    private final InboxViews views;
    private final Members members;
    private final Preferences preferences;
    private final Pusher pusher;

    PushNotices(InboxViews views, Members members, Preferences preferences, Pusher pusher) {
        this.views = views;
        this.members = members;
        this.preferences = preferences;
        this.pusher = pusher;
    }

    /** A day later the inbox has told them. */
    @OutboxListener(id = "notifications.push", effect = Effect.OUTSIDE, usefulFor = "P1D")
    void on(MailDue event) {
        views.told(event.notification())
                .ifPresent(told -> members.find(told.member())
                        .filter(member -> preferences
                                .reach(member)
                                .channels(told.weight())
                                .contains(Channel.PUSH))
                        .ifPresent(_ -> pusher.push(
                                told.member(), "notification." + event.notification(), told.title(), told.body())));
    }
}

package dev.fairground.notifications;

import dev.fairground.identity.Members;
import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.PermanentFailure;
import org.springframework.stereotype.Component;

/** Mails what stands in an inbox, to whom mail is the way. */
@Component
class MailNotices {

    private final InboxViews views;
    private final Members members;
    private final Preferences preferences;
    private final Mailer mailer;
    private final Instance instance;

    MailNotices(InboxViews views, Members members, Preferences preferences, Mailer mailer, Instance instance) {
        this.views = views;
        this.members = members;
        this.preferences = preferences;
        this.mailer = mailer;
        this.instance = instance;
    }

    @OutboxListener(id = "notifications.mail", effect = Effect.OUTSIDE)
    void on(MailDue event) {
        var told = views.told(event.notification()).orElseThrow(() -> gone(event));
        var member = members.find(told.member()).orElseThrow(() -> gone(event));
        if (!preferences.reach(member).channels(told.weight()).contains(Channel.MAIL)) return;
        mailer.send(new Letter(
                "notification." + event.notification(),
                member,
                told.title(),
                told.body(),
                "Open your inbox",
                instance.page("/inbox")));
    }

    private static PermanentFailure gone(MailDue event) {
        return new PermanentFailure("Nobody is left to be mailed notification " + event.notification());
    }
}

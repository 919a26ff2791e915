package dev.fairground.notifications;

import dev.fairground.identity.Members;
import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.effects.Effects;
import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import dev.fairground.platform.outbox.PermanentFailure;
import org.springframework.stereotype.Component;

/** Says sorry for mails, in the order in which a member had them, so that the second finds the apology for the first and sends none. */
@Component
class MailApologies {

    private final Members members;
    private final Mailer mailer;
    private final Effects effects;
    private final Instance instance;

    MailApologies(Members members, Mailer mailer, Effects effects, Instance instance) {
        this.members = members;
        this.mailer = mailer;
        this.effects = effects;
        this.instance = instance;
    }

    @OutboxListener(id = "notifications.mail-apology", effect = Effect.OUTSIDE, lane = Lane.BULK, key = "member")
    void on(ApologyDue event) {
        var reference = "apology." + event.compensation() + "." + event.member();
        if (!effects.hasHappened(EffectKind.MAIL, reference)) mailer.send(letter(event, reference));
        if (effects.hasHappened(EffectKind.MAIL, reference)) effects.undone(EffectKind.MAIL, event.mail());
    }

    private Letter letter(ApologyDue event, String reference) {
        return new Letter(
                reference,
                members.find(event.member())
                        .orElseThrow(
                                () -> new PermanentFailure("There is no member " + event.member() + " to be mailed")),
                "A mail from us was a mistake",
                "By a mistake of ours you had a mail that you should not have had, or had more than once. Nothing about your account or your orders"
                        + " has changed because of it, and you need do nothing. We are sorry. What is true stands in your inbox.",
                "Open your inbox",
                instance.page("/inbox"));
    }
}

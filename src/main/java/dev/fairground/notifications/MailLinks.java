package dev.fairground.notifications;

import dev.fairground.identity.AddressChangeRequested;
import dev.fairground.identity.AddressChanged;
import dev.fairground.identity.ConfirmationRequested;
import dev.fairground.identity.Member;
import dev.fairground.identity.MemberId;
import dev.fairground.identity.Members;
import dev.fairground.identity.PasswordChanged;
import dev.fairground.identity.PasswordResetRequested;
import dev.fairground.identity.SignInLinkRequested;
import dev.fairground.identity.SignUpAttemptedAgain;
import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import dev.fairground.platform.outbox.PermanentFailure;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Mails about the account itself, to the address alone: who reads them may not be able to sign in. The secret in a link is derived while
 * the mail is written, so it stands in no table and no event. A mail whose link has died meanwhile is not sent.
 */
@Component
class MailLinks {

    private final Members members;
    private final Mailer mailer;
    private final Instance instance;

    MailLinks(Members members, Mailer mailer, Instance instance) {
        this.members = members;
        this.mailer = mailer;
        this.instance = instance;
    }

    @OutboxListener(
            id = "notifications.mail-confirmation",
            effect = Effect.OUTSIDE,
            lane = Lane.URGENT,
            usefulFor = "P3D")
    void on(ConfirmationRequested event) {
        mailer.send(new Letter(
                reference("confirmation", event.member(), event.issuedAt()),
                member(event.member()),
                "Confirm your address",
                "With this link you confirm that the address is yours. It works for three days. If you did not sign up, do nothing.",
                "Confirm the address",
                instance.page("/confirm?token=" + members.confirmationToken(event.member(), event.issuedAt()))));
    }

    @OutboxListener(
            id = "notifications.mail-password-reset",
            effect = Effect.OUTSIDE,
            lane = Lane.URGENT,
            usefulFor = "PT1H")
    void on(PasswordResetRequested event) {
        mailer.send(new Letter(
                reference("password-reset", event.member(), event.issuedAt()),
                member(event.member()),
                "Set a new password",
                "With this link you set a new password. It works once, for an hour. If you did not ask for it, do nothing.",
                "Set a new password",
                instance.page("/reset?token=" + members.passwordResetToken(event.member(), event.issuedAt()))));
    }

    @OutboxListener(
            id = "notifications.mail-sign-in-link",
            effect = Effect.OUTSIDE,
            lane = Lane.URGENT,
            usefulFor = "PT15M")
    void on(SignInLinkRequested event) {
        mailer.send(new Letter(
                reference("sign-in", event.member(), event.issuedAt()),
                member(event.member()),
                "Your link to log in",
                "With this link you log in. It works once, for a quarter of an hour. If you did not ask for it, do nothing.",
                "Log in",
                instance.page("/sign-in?token=" + members.signInToken(event.member(), event.issuedAt()))));
    }

    @OutboxListener(id = "notifications.mail-sign-up-again", effect = Effect.OUTSIDE, lane = Lane.URGENT)
    void on(SignUpAttemptedAgain event) {
        mailer.send(new Letter(
                reference("sign-up-again", event.member(), event.at()),
                member(event.member()),
                "You have an account already",
                "Somebody, perhaps you, signed up with your address. Nothing has changed. If you forgot your password, set a new one.",
                "Set a new password",
                instance.page("/forgot")));
    }

    @OutboxListener(id = "notifications.mail-password-changed", effect = Effect.OUTSIDE, lane = Lane.URGENT)
    void on(PasswordChanged event) {
        mailer.send(new Letter(
                reference("password-changed", event.member(), event.at()),
                member(event.member()),
                "Your password is changed",
                "Your password was just changed, and other sessions have ended. If that was not you, set a new one at once.",
                "Set a new password",
                instance.page("/forgot")));
    }

    /** To the address that they want. Whoever has withdrawn or confirmed it meanwhile is mailed nothing. */
    @OutboxListener(
            id = "notifications.mail-address-change",
            effect = Effect.OUTSIDE,
            lane = Lane.URGENT,
            usefulFor = "P1D")
    void on(AddressChangeRequested event) {
        members.wantedAddress(event.member())
                .ifPresent(wanted -> mailer.send(new Letter(
                        reference("address-change", event.member(), event.issuedAt()),
                        member(event.member()).at(wanted),
                        "Confirm your new address",
                        "With this link the address becomes that of your account. It works once, for a day. If you did not ask for it, do nothing.",
                        "Confirm the address",
                        instance.page("/new-address?token="
                                + members.addressChangeToken(event.member(), event.issuedAt())))));
    }

    /** To the former address, whose owner may not have asked for it. */
    @OutboxListener(id = "notifications.mail-address-changed", effect = Effect.OUTSIDE, lane = Lane.URGENT)
    void on(AddressChanged event) {
        mailer.send(new Letter(
                reference("address-changed", event.member(), event.at()),
                member(event.member()).at(event.former()),
                "Your address is changed",
                "Your account has another address now, and we do not write to this one again. If that was not you, tell support at once.",
                "Open Fairground",
                instance.page("/")));
    }

    private Member member(MemberId id) {
        return members.find(id).orElseThrow(() -> new PermanentFailure("There is no member " + id + " to be mailed"));
    }

    private static String reference(String what, MemberId member, Instant when) {
        return what + "." + member + "." + when.toEpochMilli();
    }
}

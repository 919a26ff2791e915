package dev.fairground.identity;

import dev.fairground.platform.ratelimit.RateLimits;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Has a link mailed to who can use it, and nothing to anybody else; the caller learns neither. Each address is mailed a few times an
 * hour at most, whoever asks, because its owner may not have asked at all.
 */
@Component
class AskForLink {

    private final RateLimits limits;
    private final MemberViews views;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AskForLink(
            RateLimits limits,
            MemberViews views,
            TransactionOperations transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.limits = limits;
        this.views = views;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    void toConfirm(EmailAddress email) {
        limits.take("confirm-by-account", email.text());
        views.credentialsOf(email)
                .filter(known -> !known.confirmed())
                .ifPresent(known ->
                        announce(new ConfirmationRequested(known.member().id(), clock.instant())));
    }

    void toResetPassword(EmailAddress email) {
        limits.take("password-reset-by-account", email.text());
        views.credentialsOf(email)
                .filter(Credentials::confirmed)
                .ifPresent(known ->
                        announce(new PasswordResetRequested(known.member().id(), clock.instant())));
    }

    void toSignIn(EmailAddress email) {
        limits.take("sign-in-link-by-account", email.text());
        views.credentialsOf(email)
                .filter(Credentials::confirmed)
                .ifPresent(
                        known -> announce(new SignInLinkRequested(known.member().id(), clock.instant())));
    }

    /** Only this needs a transaction; the limits are counted outside, on a connection of their own. */
    private void announce(Object event) {
        transaction.executeWithoutResult(_ -> events.publishEvent(event));
    }
}

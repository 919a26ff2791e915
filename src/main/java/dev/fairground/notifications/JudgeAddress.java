package dev.fairground.notifications;

import dev.fairground.notifications.SentStore.Sent;
import dev.fairground.notifications.SuppressionStore.Suppression;
import dev.fairground.notifications.SuppressionStore.Suppression.Cause;
import dev.fairground.platform.practices.Shows;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Decides whether an address is still written to, when mail to it came back. It is the address that the mail went to, which may not be
 * the member's any more.
 */
@Component
@Shows("fx-email-deliverability")
class JudgeAddress {

    /** A mailbox that was full three times in a week, with nothing arriving between, is a mailbox that nobody empties. */
    static final int SOFT_BOUNCES = 3;

    static final Duration WITHIN = Duration.ofDays(7);

    private final SentStore deliveries;
    private final SuppressionStore suppressions;
    private final Inbox inbox;
    private final Clock clock;

    JudgeAddress(SentStore deliveries, SuppressionStore suppressions, Inbox inbox, Clock clock) {
        this.deliveries = deliveries;
        this.suppressions = suppressions;
        this.inbox = inbox;
        this.clock = clock;
    }

    void bouncedHard(Sent sent, String reason) {
        deliveries.failed(sent.reference(), Failure.HARD_BOUNCE, reason);
        stop(sent, Cause.HARD_BOUNCE, reason);
    }

    void bouncedSoftly(Sent sent, String reason) {
        deliveries.lockBounces(sent.address());
        deliveries.failed(sent.reference(), Failure.SOFT_BOUNCE, reason);
        if (deliveries.softBounces(sent.address(), clock.instant().minus(WITHIN)) >= SOFT_BOUNCES) {
            stop(sent, Cause.SOFT_BOUNCES, reason);
        }
    }

    /** The mail arrived, or nobody could have complained of it. */
    void complained(Sent sent, String reason) {
        deliveries.delivered(sent.reference());
        suppressions.add(sent.address(), sent.member(), new Suppression(Cause.COMPLAINT, reason, clock.instant()));
    }

    /** The member is told where mail is not needed: in the app, and on their devices. */
    private void stop(Sent sent, Cause cause, String reason) {
        var now = clock.instant();
        if (suppressions.add(sent.address(), sent.member(), new Suppression(cause, reason, now))) {
            inbox.put(List.of(Notice.of(
                            sent.member(),
                            "mail-comes-back",
                            "member/" + sent.member(),
                            "Our mail does not reach you",
                            "What we write to your address comes back, so we have stopped. Please name another address in your account.")
                    .each(now)
                    .byMail()));
        }
    }
}

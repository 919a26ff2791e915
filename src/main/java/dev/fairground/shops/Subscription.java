package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A shop pays for its plan, month by month. It decides what is due; whoever asks holds the shop's row lock.
 *
 * @param payer who named the card {@code method}, and is charged
 * @param since when the first month began: the day on which all others begin, if they have it
 * @param graceUntil until when the plan holds although the next month is not paid; null while nothing is owed
 * @param ends with the time that is paid for, because the shop wants it so
 * @param nextStepAt when something is due
 */
record Subscription(
        ShopId shop,
        MemberId payer,
        String method,
        Instant since,
        Instant paidUntil,
        @Nullable Instant graceUntil,
        boolean ends,
        Instant nextStepAt) {

    /** A new card can take a week to come. Counted from the first try, so that a standstill of ours costs no shop its plan. */
    static final Duration GRACE = Duration.ofDays(7);

    /** What a bank declines today it often takes after pay-day or a week-end; four tries in all. */
    static final Duration BETWEEN_TRIES = Duration.ofDays(2);

    static Subscription begun(PlanFee fee, Instant now) {
        var first = monthAfter(now, now);
        return new Subscription(fee.shop(), fee.payer(), fee.method(), now, first, null, false, first);
    }

    Step due(Instant now) {
        if (now.isBefore(nextStepAt)) return Step.NONE;
        return ends || graceUntil != null && !now.isBefore(graceUntil) ? Step.END : Step.CHARGE;
    }

    /** The fee for the next month has been asked for; if it is not paid, it is asked for again, until the grace is over. */
    Subscription charged(Instant now) {
        var grace = graceUntil == null ? now.plus(GRACE) : graceUntil;
        var next = now.plus(BETWEEN_TRIES);
        return new Subscription(
                shop, payer, method, since, paidUntil, grace, ends, next.isBefore(grace) ? next : grace);
    }

    /** The next month begins where the last one ended, however late it was paid: the shop has had the days between. */
    Subscription paid() {
        var next = monthAfter(since, paidUntil);
        return new Subscription(shop, payer, method, since, next, null, ends, next);
    }

    Subscription ending() {
        return new Subscription(shop, payer, method, since, paidUntil, graceUntil, true, paidUntil);
    }

    /** Goes on after all, or with another card; what is owed is tried at once. */
    Subscription renewing(MemberId newPayer, String newMethod) {
        return new Subscription(shop, newPayer, newMethod, since, paidUntil, graceUntil, false, paidUntil);
    }

    /** Counted from the first day and not from the last: after 31 January come 28 February and 31 March. */
    private static Instant monthAfter(Instant since, Instant last) {
        var first = since.atOffset(ZoneOffset.UTC);
        long months = ChronoUnit.MONTHS.between(first, last.atOffset(ZoneOffset.UTC));
        while (!first.plusMonths(months).toInstant().isAfter(last)) {
            months++;
        }
        return first.plusMonths(months).toInstant();
    }

    enum Step {
        NONE,
        CHARGE,
        END
    }
}

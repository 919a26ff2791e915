package dev.fairground.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the provider about whatever has no end yet although it should: a webhook that never came, a delivery that was given up. */
@Component
class ReconcilePayments {

    private static final Logger log = LoggerFactory.getLogger(ReconcilePayments.class);

    /** By now the answer, its retries or the webhook have settled nearly everything, so asking again is rare. */
    private static final Duration LONG = Duration.ofMinutes(10);

    /** A backlog is worked off over several runs, so that one run never takes long. */
    private static final int AT_ONCE = 100;

    private final IntentStore intents;
    private final RefundStore refunds;
    private final Charge charge;
    private final SendRefund sendRefund;
    private final Clock clock;

    ReconcilePayments(IntentStore intents, RefundStore refunds, Charge charge, SendRefund sendRefund, Clock clock) {
        this.intents = intents;
        this.refunds = refunds;
        this.charge = charge;
        this.sendRefund = sendRefund;
        this.clock = clock;
    }

    /** One round; one that fails keeps none of the others from their turn. */
    Round run() {
        Instant before = clock.instant().minus(LONG);
        return each(intents.unsettled(before, AT_ONCE), charge::pursue)
                .and(each(refunds.unsettled(before, AT_ONCE), sendRefund::pursue));
    }

    private static <T> Round each(List<T> unsettled, Consumer<T> pursue) {
        int failed = 0;
        for (T one : unsettled) {
            try {
                pursue.accept(one);
            } catch (RuntimeException failure) {
                failed++;
                log.warn("Could not ask the provider about {}", one, failure);
            }
        }
        return new Round(unsettled.size(), failed);
    }

    /**
     * What a round came to.
     *
     * @param looked how many had no end
     * @param failed of how many the provider could not be asked
     */
    record Round(int looked, int failed) {

        private Round and(Round other) {
            return new Round(looked + other.looked, failed + other.failed);
        }
    }
}

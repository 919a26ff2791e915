package dev.fairground.payments;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Asks the provider about whatever has no end yet although it should: a webhook that never came, a delivery that was given up. */
@Component
class ReconcilePayments implements Job {

    static final String NAME = "reconcile-payments";

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

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobReport run(JobRun run) {
        Instant before = clock.instant().minus(LONG);
        return run.eachOf(intents.unsettled(before, AT_ONCE), id -> "payment/" + id, charge::pursue)
                .plus(run.eachOf(refunds.unsettled(before, AT_ONCE), id -> "refund/" + id, sendRefund::pursue));
    }
}

package dev.fairground.payments;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Asks the provider about payouts that have no end yet: an answer or a webhook that never came. */
@Component
class ReconcilePayouts implements Job {

    static final String NAME = "reconcile-payouts";

    /** By now the answer or its retries have settled nearly everything. */
    private static final Duration UNANSWERED = Duration.ofMinutes(10);

    /** A bank takes days; the provider's webhook tells of it sooner than we could ask. */
    private static final Duration UNDER_WAY = Duration.ofDays(1);

    /** A backlog is worked off over several runs, so that one run never takes long. */
    private static final int AT_ONCE = 100;

    private final PayoutStore payouts;
    private final SendPayout sendPayout;
    private final Clock clock;

    ReconcilePayouts(PayoutStore payouts, SendPayout sendPayout, Clock clock) {
        this.payouts = payouts;
        this.sendPayout = sendPayout;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobReport run(JobRun run) {
        var now = clock.instant();
        var due = payouts.toAskAbout(now.minus(UNANSWERED), now.minus(UNDER_WAY), now, AT_ONCE);
        return run.eachOf(due, id -> "payout/" + id, sendPayout::pursue);
    }
}

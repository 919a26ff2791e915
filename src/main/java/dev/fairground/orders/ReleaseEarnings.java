package dev.fairground.orders;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Tells payments which deals are done, so that the shop can be paid out. A job and not a step of completing an order, because orders were
 * completed before there were payouts, and are by a release before this one while it is rolled out.
 */
@Component
class ReleaseEarnings implements Job {

    static final String NAME = "release-earnings";

    /** A backlog is worked off over several runs, so that one run never takes long. */
    private static final int AT_ONCE = 500;

    private final DueOrders due;
    private final ReleaseOrder releaseOrder;
    private final Clock clock;

    ReleaseEarnings(DueOrders due, ReleaseOrder releaseOrder, Clock clock) {
        this.due = due;
        this.releaseOrder = releaseOrder;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobReport run(JobRun run) {
        return run.eachOf(due.unreleased(clock.instant(), AT_ONCE), id -> "order/" + id, releaseOrder::release);
    }
}

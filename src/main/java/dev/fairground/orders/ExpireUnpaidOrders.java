package dev.fairground.orders;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Ends orders that nobody paid in time, so that what they reserved can be sold to somebody else. */
@Component
class ExpireUnpaidOrders implements Job {

    static final String NAME = "expire-unpaid-orders";

    /** A backlog is worked off over several runs, so that one run never takes long. */
    private static final int AT_ONCE = 500;

    private final DueOrders orders;
    private final CloseOrder closeOrder;
    private final Clock clock;

    ExpireUnpaidOrders(DueOrders orders, CloseOrder closeOrder, Clock clock) {
        this.orders = orders;
        this.closeOrder = closeOrder;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobReport run(JobRun run) {
        return run.eachOf(orders.unpaidSince(clock.instant(), AT_ONCE), id -> "order/" + id, closeOrder::expire);
    }
}

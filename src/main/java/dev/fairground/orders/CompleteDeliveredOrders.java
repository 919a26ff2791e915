package dev.fairground.orders;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Completes delivered orders of which nobody complained, so that the shop is not kept waiting for a buyer's click. */
@Component
class CompleteDeliveredOrders implements Job {

    static final String NAME = "complete-delivered-orders";

    /** Within this time of delivery a buyer may complain. */
    static final Duration COMPLAINTS = Duration.ofDays(14);

    /** A backlog is worked off over several runs, so that one run never takes long. */
    private static final int AT_ONCE = 500;

    private final DueOrders orders;
    private final DeliverOrder deliverOrder;
    private final Clock clock;

    CompleteDeliveredOrders(DueOrders orders, DeliverOrder deliverOrder, Clock clock) {
        this.orders = orders;
        this.deliverOrder = deliverOrder;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobReport run(JobRun run) {
        var due = orders.deliveredBefore(clock.instant().minus(COMPLAINTS), AT_ONCE);
        return run.eachOf(due, id -> "order/" + id, deliverOrder::complete);
    }
}

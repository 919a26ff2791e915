package dev.fairground.orders;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Takes parcels for delivered whose buyer never said so; the time for complaints begins then. */
@Component
class PresumeDeliveries implements Job {

    static final String NAME = "presume-deliveries";

    /** The slowest parcels across a border take two weeks; one more for the buyer to say that nothing came. */
    static final Duration UNDER_WAY = Duration.ofDays(21);

    /** A backlog is worked off over several runs, so that one run never takes long. */
    private static final int AT_ONCE = 500;

    private final DueOrders orders;
    private final DeliverOrder deliverOrder;
    private final Clock clock;

    PresumeDeliveries(DueOrders orders, DeliverOrder deliverOrder, Clock clock) {
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
        var due = orders.shippedBefore(clock.instant().minus(UNDER_WAY), AT_ONCE);
        return run.eachOf(due, id -> "order/" + id, deliverOrder::presume);
    }
}

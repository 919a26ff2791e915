package dev.fairground.notifications;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Removes what became of messages long ago, and what providers told of them. */
@Component
class ForgetDeliveries implements Job {

    /** As long as somebody asks support what they were sent. */
    static final Duration KEPT = Duration.ofDays(90);

    /** A provider repeats an event for days, not for weeks. */
    static final Duration RECEIPTS_KEPT = Duration.ofDays(30);

    private static final int AT_ONCE = 1_000;

    private final SentStore deliveries;
    private final ReceiptInbox receipts;
    private final Clock clock;

    ForgetDeliveries(SentStore deliveries, ReceiptInbox receipts, Clock clock) {
        this.deliveries = deliveries;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "messages-purge";
    }

    @Override
    public JobReport run(JobRun run) {
        var now = clock.instant();
        return run.inBatches(AT_ONCE, most -> receipts.forget(now.minus(RECEIPTS_KEPT), most))
                .plus(run.inBatches(AT_ONCE, most -> deliveries.forget(now.minus(KEPT), most)));
    }
}

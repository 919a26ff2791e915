package dev.fairground.payments;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Removes events of the provider that something was done about long ago. What waits still is never removed. */
@Component
class ForgetWebhooks implements Job {

    /** A chargeback is decided by then, and with it the last question about what the provider told us. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final int AT_ONCE = 1_000;

    private final WebhookInbox inbox;
    private final Clock clock;

    ForgetWebhooks(WebhookInbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook-events-purge";
    }

    @Override
    public JobReport run(JobRun run) {
        return run.inBatches(AT_ONCE, most -> inbox.forget(clock.instant().minus(KEPT), most));
    }
}

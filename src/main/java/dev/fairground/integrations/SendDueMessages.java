package dev.fairground.integrations;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Hands messages whose wait is over back to the outbox. */
@Component
class SendDueMessages implements Job {

    private static final int AT_ONCE = 200;

    private final HandOverDue handOver;
    private final Clock clock;

    SendDueMessages(HandOverDue handOver, Clock clock) {
        this.handOver = handOver;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "shop-webhooks-due";
    }

    @Override
    public JobReport run(JobRun run) {
        return run.inBatches(AT_ONCE, most -> handOver.handOver(clock.instant(), most));
    }
}

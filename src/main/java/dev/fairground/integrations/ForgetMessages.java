package dev.fairground.integrations;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Removes old messages with the log of their attempts. */
@Component
class ForgetMessages implements Job {

    /** A developer who is asked about last month's orders can still see what their system said. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final int AT_ONCE = 1_000;

    private final MessageStore messages;
    private final Clock clock;

    ForgetMessages(MessageStore messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "shop-webhooks-purge";
    }

    @Override
    public JobReport run(JobRun run) {
        var before = clock.instant().minus(KEPT);
        return run.inBatches(AT_ONCE, most -> messages.forget(before, most));
    }
}

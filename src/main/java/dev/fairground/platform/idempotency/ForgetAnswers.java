package dev.fairground.platform.idempotency;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import org.springframework.stereotype.Component;

/** Removes the answers that nobody was promised to hear again. */
@Component
class ForgetAnswers implements Job {

    /** Small enough that no batch holds locks, or makes a follower lag, for long. */
    private static final int AT_ONCE = 1_000;

    private final IdempotencyKeys keys;

    ForgetAnswers(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "idempotency-purge";
    }

    @Override
    public JobReport run(JobRun run) {
        return run.inBatches(AT_ONCE, keys::forget);
    }
}

package dev.fairground.platform.ratelimit;

import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import org.springframework.stereotype.Component;

/** Removes shared buckets from which nothing is used up any more: the next to ask gets a new one, which is as full. */
@Component
class ForgetFullBuckets implements Job {

    private static final int AT_ONCE = 1_000;

    private final Buckets buckets;

    ForgetFullBuckets(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public String name() {
        return "rate-limits-purge";
    }

    @Override
    public JobReport run(JobRun run) {
        return run.inBatches(AT_ONCE, buckets::forgetFull);
    }
}

package dev.fairground.platform.jobs;

import java.time.Clock;
import org.springframework.boot.test.context.TestComponent;

/** A scheduler that looks when a test says so. */
@TestComponent
public class JobsByHand {

    private final Jobs jobs;
    private final Clock clock;

    JobsByHand(Jobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Runs the job as a scheduler would that finds it due. */
    public void runDue(String job) {
        jobs.runDue(job, clock);
    }
}

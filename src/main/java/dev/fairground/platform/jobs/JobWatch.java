package dev.fairground.platform.jobs;

import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.instance.Role;
import dev.fairground.platform.practices.Shows;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks after the jobs from outside the scheduler, on every instance that works in the background: marks runs as lost whose process died,
 * and measures, so that a scheduler which has silently stopped is seen by the others.
 */
@Component
@Shows("job-zombie-reaper")
class JobWatch implements SmartLifecycle {

    private static final Duration PACE = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(JobWatch.class);

    private final Instance instance;
    private final RunLedger ledger;
    private final Schedulers schedulers;
    private final JobMeters meters;
    private @Nullable CountDownLatch over;

    JobWatch(Instance instance, RunLedger ledger, Schedulers schedulers, JobMeters meters) {
        this.instance = instance;
        this.ledger = ledger;
        this.schedulers = schedulers;
        this.meters = meters;
    }

    @Override
    public boolean isAutoStartup() {
        return instance.plays(Role.SCHEDULER) || instance.plays(Role.WORKER);
    }

    @Override
    public synchronized void start() {
        var end = new CountDownLatch(1);
        over = end;
        Thread.ofVirtual().name("job-watch").start(() -> watch(end));
    }

    @Override
    public synchronized void stop() {
        if (over != null) {
            over.countDown();
        }
        over = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return over != null;
    }

    void look() {
        int lost = ledger.markLost();
        if (lost > 0) {
            log.error("{} runs of jobs have died without saying so", lost);
        }
        schedulers.wake();
        schedulers.forgetOld();
        meters.measure();
    }

    private void watch(CountDownLatch end) {
        try {
            do {
                try {
                    look();
                } catch (RuntimeException failed) {
                    log.warn("Could not look after the jobs; next time, perhaps", failed);
                }
            } while (!end.await(PACE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
        }
    }
}

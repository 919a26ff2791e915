package dev.fairground.platform.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The database's time as schedulers count it: what it was at the last sign of life, and what has passed since by a counter that no setting of
 * this instance's own clock moves. By a clock that jumps ahead, each job would run, and next be due after as long again.
 */
@Component
class SchedulerClock implements InstantSource {

    /** How often a sign is given. Signs are for people and alerts, who think in minutes. */
    private static final Duration PACE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(SchedulerClock.class);

    private final Clock own;
    private final Schedulers schedulers;
    private final Here here;
    private volatile @Nullable Sign last;

    SchedulerClock(Clock own, Schedulers schedulers, Here here) {
        this.own = own;
        this.schedulers = schedulers;
        this.here = here;
    }

    @Override
    public Instant instant() {
        Sign sign = last;
        return sign == null ? own.instant() : sign.at.plusNanos(System.nanoTime() - sign.nanos);
    }

    /** The scheduler of this instance has looked for what is due. A sign that cannot be given is a warning, and the scheduler goes on. */
    void polled() {
        Sign sign = last;
        if (sign != null && System.nanoTime() - sign.nanos < PACE.toNanos()) {
            return;
        }
        try {
            var at = schedulers.polled(here.instance(), here.release());
            last = new Sign(at, System.nanoTime());
        } catch (RuntimeException failed) {
            log.warn("The scheduler could not give a sign of life", failed);
        }
    }

    /** The database's time, and this instance's {@link System#nanoTime()} then. */
    private record Sign(Instant at, long nanos) {}
}

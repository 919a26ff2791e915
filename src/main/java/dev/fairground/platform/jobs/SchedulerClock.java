package dev.fairground.platform.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The database's time as schedulers count it: their own clock, and how far it is off, which is seen with each sign of life. */
@Component
class SchedulerClock implements InstantSource {

    /** How often a sign is given. Signs are for people and alerts, who think in minutes. */
    private static final Duration PACE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(SchedulerClock.class);

    private final Clock own;
    private final Schedulers schedulers;
    private final Here here;
    private volatile Duration off = Duration.ZERO;
    private volatile long signedAt = System.nanoTime() - PACE.toNanos();

    SchedulerClock(Clock own, Schedulers schedulers, Here here) {
        this.own = own;
        this.schedulers = schedulers;
        this.here = here;
    }

    @Override
    public Instant instant() {
        return own.instant().plus(off);
    }

    /** The scheduler of this instance has looked for what is due. A sign that cannot be given is a warning, and the scheduler goes on. */
    void polled() {
        if (System.nanoTime() - signedAt < PACE.toNanos()) {
            return;
        }
        try {
            off = Duration.between(own.instant(), schedulers.polled(here.instance(), here.release()));
            signedAt = System.nanoTime();
        } catch (RuntimeException failed) {
            log.warn("The scheduler could not give a sign of life", failed);
        }
    }
}

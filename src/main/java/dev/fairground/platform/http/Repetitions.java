package dev.fairground.platform.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How many attempts may be repetitions of some that failed: a tenth of the others, and one a second, so that a quiet dependency can be tried
 * again at all. Back-off spreads the repetitions of one call; only a budget bounds those of all of them while everything fails (Google, Site
 * Reliability Engineering, chapter 21: a retry budget of ten per cent per client).
 */
final class Repetitions {

    private static final double SHARE = 0.1;
    private static final double PER_SECOND = 1;
    private static final double MOST_SAVED = 10;

    private final Clock clock;
    private double saved = MOST_SAVED;
    private Instant earned;

    Repetitions(Clock clock) {
        this.clock = clock;
        this.earned = clock.instant();
    }

    /** An attempt that repeats nothing earns a part of a repetition. */
    synchronized void first() {
        earn(SHARE);
    }

    /** Whether there is one more to be had. */
    synchronized boolean tryRepeat() {
        var now = clock.instant();
        earn(Math.max(0, Duration.between(earned, now).toMillis()) / 1000.0 * PER_SECOND);
        earned = now;
        if (saved < 1) return false;
        saved--;
        return true;
    }

    synchronized void forgive() {
        saved = MOST_SAVED;
        earned = clock.instant();
    }

    private void earn(double more) {
        saved = Math.min(MOST_SAVED, saved + more);
    }
}

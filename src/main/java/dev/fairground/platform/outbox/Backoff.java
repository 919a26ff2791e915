package dev.fairground.platform.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How often and how soon a failed delivery is tried again: exponential with full jitter, so that what failed together does not return together. */
final class Backoff {

    /** With the waits below, given up after 77 minutes at most: longer outages are what {@link NotNow} is for. */
    static final int MAX_ATTEMPTS = 15;

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private Backoff() {}

    /** The wait after the {@code failures}th failure: anything from a millisecond up to a bound that doubles each time. */
    static Duration after(int failures, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(bound(failures).toMillis()) + 1);
    }

    static Duration bound(int failures) {
        // Past twenty doublings the shift would overflow; the cap holds long before.
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}

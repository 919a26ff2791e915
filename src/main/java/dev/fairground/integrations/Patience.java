package dev.fairground.integrations;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long we go on trying: three days for a message, by which time somebody has slept, come back from a Sunday and mended it. */
final class Patience {

    /** The waits after each failure, 72 hours together. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(20).plusMinutes(24));

    /** An endpoint to which nothing at all got through for as long is disabled. */
    static final Duration WITH_AN_ENDPOINT = Duration.ofDays(3);

    /** How long others of its messages wait after a breakdown: each would hold a thread for the whole limit of a call. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    /** A receiver may ask for a longer wait, up to this. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(6);

    private Patience() {}

    /** The wait after the {@code tries}th failure, up to a tenth longer so that what failed together does not return together; empty at the end. */
    static Optional<Duration> after(int tries, @Nullable Duration asked, RandomGenerator random) {
        if (tries > WAITS.size()) return Optional.empty();
        Duration wait = WAITS.get(tries - 1);
        Duration least = quiet(asked).compareTo(wait) > 0 ? quiet(asked) : wait;
        return Optional.of(least.plusMillis(random.nextLong(least.toMillis() / 10)));
    }

    /** How long the endpoint is left in peace. */
    static Duration quiet(@Nullable Duration asked) {
        if (asked == null || asked.compareTo(QUIET) < 0) return QUIET;
        return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
    }
}

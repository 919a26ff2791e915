package dev.fairground.platform.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far a follower is behind, from where the primary was at which time and where the follower is now. The follower's own idea of its lag will
 * not do: one that has lost its primary has replayed all that it received, and thinks itself up to date.
 */
final class FollowerLag {

    /** A lag so long is no lag, but a follower that is lost. */
    static final Duration LOST = Duration.ofDays(1);

    private static final int REMEMBERED = 600;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private long asOf = Long.MIN_VALUE;

    /** @param written bytes of log that the primary had written at {@code now}, in nanoseconds of any clock */
    void primaryWas(long written, long now) {
        if (samples.size() == REMEMBERED) samples.removeFirst();
        samples.addLast(new Sample(written, now));
    }

    /** The follower holds all that was written up to some sample's time; that much it lags at most. */
    Duration followerIs(long replayed, long now) {
        while (!samples.isEmpty() && samples.getFirst().written <= replayed) {
            asOf = samples.removeFirst().at;
        }
        return lag(now);
    }

    Duration lag(long now) {
        return asOf == Long.MIN_VALUE ? LOST : Duration.ofNanos(now - asOf);
    }

    private record Sample(long written, long at) {}
}

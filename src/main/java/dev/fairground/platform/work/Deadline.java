package dev.fairground.platform.work;

import java.time.Duration;
import java.util.Optional;

/** The moment at which nobody waits for a request's answer any more, for all that works on it. Work without a request has none. */
public final class Deadline {

    private static final ScopedValue<Long> NANOS = ScopedValue.newInstance();

    private Deadline() {}

    /** Runs {@code work} as what should be over after {@code patience}; whoever calls this also sees to it that it is. */
    public static <T, X extends Throwable> T in(Duration patience, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(NANOS, System.nanoTime() + patience.toNanos()).call(work);
    }

    /** How much of it is left, never less than nothing; empty where there is no deadline. */
    public static Optional<Duration> left() {
        return NANOS.isBound()
                ? Optional.of(Duration.ofNanos(Math.max(0, NANOS.get() - System.nanoTime())))
                : Optional.empty();
    }

    /** Whether this is a request for whose answer it is too late. */
    public static boolean isOver() {
        return NANOS.isBound() && NANOS.get() - System.nanoTime() <= 0;
    }
}

package dev.fairground.platform.work;

import java.util.Optional;
import java.util.UUID;

/**
 * The delivery under way on this thread, for whoever writes down why something happened.
 *
 * @param actor who published the event, or caused the one before it: {@code member/<id>} or {@code system}
 * @param release the commit that published the event, or the first of the chain that led to it
 */
public record Cause(UUID event, String listener, String actor, String release) {

    private static final ScopedValue<Cause> CURRENT = ScopedValue.newInstance();

    /** Runs {@code work} as caused by this. */
    public <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** Empty in requests and jobs. */
    public static Optional<Cause> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}

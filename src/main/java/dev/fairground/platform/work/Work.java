package dev.fairground.platform.work;

import java.util.Optional;

/** Lets whatever runs below know what it is part of, so that the database's list of sessions can tell. Requests have no name here. */
public final class Work {

    private static final ScopedValue<String> NAME = ScopedValue.newInstance();

    private Work() {}

    /** Runs {@code work} under a name such as {@code job outbox-purge}. */
    public static <T, X extends Throwable> T named(String name, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(NAME, name).call(work);
    }

    /** What runs on this thread; empty in a request and between pieces of work. */
    public static Optional<String> name() {
        return NAME.isBound() ? Optional.of(NAME.get()) : Optional.empty();
    }
}

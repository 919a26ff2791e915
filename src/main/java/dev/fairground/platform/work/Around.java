package dev.fairground.platform.work;

import org.jspecify.annotations.Nullable;

/** Where jobs and the outbox let in who watches them, without knowing whom; requests have their filters for that. */
public interface Around {

    /**
     * Runs {@code work}, once, and gives back its answer or throws what it throws.
     *
     * @param name what kind of work it is, such as {@code job outbox-purge}; there are few of them, and no id is in it
     */
    <T extends @Nullable Object, X extends Throwable> T each(String name, ScopedValue.CallableOp<T, X> work) throws X;
}

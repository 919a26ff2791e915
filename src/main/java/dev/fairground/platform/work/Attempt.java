package dev.fairground.platform.work;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets calls to the outside know that they are made by one attempt, and whether it repeats one which failed, however deep below the delivery they are. */
public final class Attempt {

    private static final ScopedValue<Attempt> CURRENT = ScopedValue.newInstance();

    private final int failed;
    private final Set<Object> covered = ConcurrentHashMap.newKeySet();

    private Attempt(int failed) {
        this.failed = failed;
    }

    /** Runs {@code work} as what was tried {@code failed} times before, without success. */
    public static <T, X extends Throwable> T after(int failed, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, new Attempt(failed)).call(work);
    }

    /** Whether what runs now has failed before. */
    public static boolean isRepeated() {
        return CURRENT.isBound() && CURRENT.get().failed > 0;
    }

    /** Has all that this attempt still asks of {@code whom} counted with what it asked first. Outside of any attempt each call counts. */
    public static void cover(Object whom) {
        if (CURRENT.isBound()) CURRENT.get().covered.add(whom);
    }

    /** Whether it is counted already, see {@link #cover}. */
    public static boolean covers(Object whom) {
        return CURRENT.isBound() && CURRENT.get().covered.contains(whom);
    }
}

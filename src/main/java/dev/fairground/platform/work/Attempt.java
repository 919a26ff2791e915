package dev.fairground.platform.work;

/** Lets a call to the outside know that it repeats one which failed, however deep below the delivery it is made. */
public final class Attempt {

    private static final ScopedValue<Integer> FAILED = ScopedValue.newInstance();

    private Attempt() {}

    /** Runs {@code work} as what was tried {@code failed} times before, without success. */
    public static <T, X extends Throwable> T after(int failed, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(FAILED, failed).call(work);
    }

    /** Whether what runs now has failed before. */
    public static boolean isRepeated() {
        return FAILED.orElse(0) > 0;
    }
}

package dev.fairground.testing;

import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.practices.Shows;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Where tests get what only has to differ from everybody else's. All of it comes from one seed, begun anew for each test and mixed with its
 * name, so that a failed test meets the same values when it is run again alone.
 *
 * <p>The seed is the day of the last commit: an untouched clone stays as it is, and each day of work has another order of tests and other
 * values. {@code -Dseed=n} sets it.
 */
@Shows("test-fixed-randomness")
public final class Chance implements TestInstancePreConstructCallback, TestWatcher {

    public static final long SEED =
            Long.getLong("seed", LastCommit.day().map(day -> day.toEpochDay()).orElse(0L));

    private static volatile Random random = new Random(SEED);

    /** An id of something that nobody has heard of. */
    public static UUID id() {
        return UuidV7.at(SettableClock.START, random);
    }

    /** A name that nobody has yet: the prefix and eight letters or digits, such as {@code shop-1f00c5aa}. */
    public static String name(String prefix) {
        return "%s%08x".formatted(prefix, random.nextInt());
    }

    public static Random random() {
        return random;
    }

    static void begin(long seed, String test) {
        random = new Random(seed * 31 + test.hashCode());
    }

    /** Sorted first: what the file system or the compiler happens to give must not matter. */
    static <T> void shuffle(List<? extends T> tests, Function<T, String> name, long seed) {
        tests.sort(Comparator.comparing(name));
        Collections.shuffle(tests, new Random(seed));
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Before the instance, since its fields draw already. An outer and an inner class of one test are told apart. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext instance, ExtensionContext test) {
        begin(SEED, test.getUniqueId() + instance.getTestClass().getName());
    }

    @Override
    public void testFailed(ExtensionContext test, @Nullable Throwable cause) {
        System.err.println(again(test.getRequiredTestClass().getSimpleName(), SEED));
    }

    static String again(String test, long seed) {
        return "To meet this failure again: ./mvnw test -Dtest=%s -Dseed=%d".formatted(test, seed);
    }
}

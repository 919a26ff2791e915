package dev.fairground.platform.outbox;

import dev.fairground.platform.errors.Untried;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds back the listeners of one lane whose outside is not called at present. Without it each delivery that waits is claimed only to be
 * put off, over and over: the more of them wait the busier the database is with nothing, and they take the places of those that would be
 * answered.
 */
final class Lulls {

    /** When each ends, by {@link System#nanoTime()}, which no jump of the clock moves. */
    private final Map<String, Long> all = new ConcurrentHashMap<>();

    private final Map<String, Long> repeated = new ConcurrentHashMap<>();

    /** A delivery to this listener was not tried. */
    void begin(String listener, Untried untried) {
        long end = System.nanoTime() + untried.pause().toNanos();
        switch (untried.others()) {
            case NONE -> {}
            case REPEATED -> repeated.put(listener, end);
            case ALL -> all.put(listener, end);
        }
    }

    /** A delivery to this listener was tried, so others may be. Of those that have failed before only so many: they wait for their time. */
    void tried(String listener) {
        all.remove(listener);
    }

    boolean holdsAll(String listener) {
        return holds(all, listener);
    }

    boolean holdsRepeated(String listener) {
        return holds(repeated, listener);
    }

    private static boolean holds(Map<String, Long> ends, String listener) {
        Long end = ends.get(listener);
        return end != null && System.nanoTime() - end < 0;
    }
}

package dev.fairground.platform.querywatch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one statement from one place in one unit, and how many of them one run could have done. A run counts if it asks for another
 * thing than all before, or for the very same thing again though nothing has changed. It does not count if it is the next piece of the same
 * walk, asks again after a write or a failure, failed, or changed nothing.
 */
final class Repeats {

    /** Of a walk in more pieces than this the first are forgotten, so a long one takes no memory. */
    private static final int REMEMBERED = 256;

    private final Set<Long> keys = new HashSet<>();
    private final Map<Long, Integer> seen = new HashMap<>();
    private int counted;
    private boolean countedLast;
    private boolean newKey;
    private boolean pieces;
    private Statement.@Nullable Run last;

    int runs;
    long nanos;

    @Nullable
    NPlusOne finding;

    /** @param before runs that were not looked at, for the report; they may have come from elsewhere and are not held against the place */
    Repeats(int before) {
        runs = before;
    }

    /** How many runs count by now, or -1 if this one does not. */
    int add(Statement.Run run, Statement.Kind kind, int changes) {
        runs++;
        last = run;
        newKey = keys.size() < REMEMBERED && keys.add(run.key());
        if (run.several()) {
            pieces = true;
        } else if (pieces && newKey) {
            pieces = false;
            newKey = false; // the last piece of a walk, in which one thing was left over
        }
        Integer before = seen.put(run.all(), changes);
        countedLast = newKey || before != null && inVain(kind, before, changes);
        if (seen.size() > REMEMBERED) {
            seen.clear();
        }
        return countedLast ? ++counted : -1;
    }

    private static boolean inVain(Statement.Kind kind, int before, int now) {
        return switch (kind) {
            case READ -> before == now;
            case WRITE -> true;
            case MOVES, HOUSEKEEPING -> false;
        };
    }

    /** The last run came to nothing, so that the next may be the same attempt once more. */
    void takeBack() {
        if (last == null) {
            return;
        }
        if (countedLast) {
            counted--;
        }
        if (newKey) {
            keys.remove(last.key());
        }
        seen.remove(last.all());
        last = null;
    }
}

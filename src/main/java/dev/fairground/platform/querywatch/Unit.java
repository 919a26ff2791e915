package dev.fairground.platform.querywatch;

import dev.fairground.platform.querywatch.CallSites.CallSite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of work has run so far. It belongs to the thread that opened it and is never handed on, so it needs no lock.
 *
 * <p>A call site costs a walk over the stack. Outside of the strict mode it is therefore taken from a statement's second run on: the first
 * run is never known to be the first of many.
 */
final class Unit {

    private final Supplier<String> name;
    private final QueryWatchSettings settings;
    private final CallSites callSites;
    private final AllowList allowed;
    private final boolean strict;
    private final Map<Fingerprint, Integer> runs = new HashMap<>();
    private final Map<Place, Repeats> places = new HashMap<>();
    private final List<Repeats> found = new ArrayList<>();
    private @Nullable Repeats running;
    private long startedNanos;
    private int statements;

    Unit(Supplier<String> name, QueryWatchSettings settings, CallSites callSites, AllowList allowed) {
        this.name = name;
        this.settings = settings;
        this.callSites = callSites;
        this.allowed = allowed;
        this.strict = settings.mode() == QueryWatchSettings.Mode.RAISE;
    }

    /** A statement is about to run; throws in the strict mode if it completes an N+1. */
    void before(String statement, List<ParameterSetOperation> parameters) {
        statements++;
        running = null;
        var fingerprint = Fingerprint.of(statement);
        int run = runs.merge(fingerprint, 1, Integer::sum);
        if (run > 1 || strict) {
            var place = new Place(fingerprint, callSites.current());
            var repeats = places.computeIfAbsent(place, Repeats::new);
            if (run == 2 && !strict) {
                repeats.runs++; // for the report; it is not held against the place, since it may have come from
                // elsewhere
            }
            if (repeats.add(Parameters.difference(fingerprint, statement, parameters), settings.threshold())) {
                judge(repeats, parameters);
            }
            running = repeats;
        }
        startedNanos = System.nanoTime();
    }

    /** A batch goes to the database in one piece, so it counts as one statement and is never a repeat. */
    void beforeBatch() {
        statements++;
        running = null;
    }

    void after() {
        if (running != null) {
            running.nanos += System.nanoTime() - startedNanos;
        }
    }

    String name() {
        return name.get();
    }

    int statements() {
        return statements;
    }

    List<NPlusOne> findings() {
        return found.stream().map(this::finding).toList();
    }

    private void judge(Repeats repeats, List<ParameterSetOperation> parameters) {
        if (allowed.allows(repeats.place.statement(), repeats.place.site()) || callSites.repeatsAreExpected()) {
            return;
        }
        repeats.parameters = Parameters.redacted(parameters);
        found.add(repeats);
        if (strict) {
            throw new NPlusOneException(finding(repeats));
        }
    }

    private NPlusOne finding(Repeats repeats) {
        var statement = repeats.place.statement();
        return new NPlusOne(
                name(),
                statement.id(),
                statement.sql(),
                repeats.place.site().toString(),
                repeats.runs,
                repeats.nanos / 1e6,
                repeats.parameters);
    }

    private record Place(Fingerprint statement, CallSite site) {}

    private static final class Repeats {

        private final Place place;
        private final Set<Long> different = new HashSet<>();
        private int runs;
        private long nanos;
        private String parameters = "";

        Repeats(Place place) {
            this.place = place;
        }

        /** True once, when the run is the one that makes the threshold. What was beyond it is not kept, so a long loop takes no memory. */
        boolean add(long difference, int threshold) {
            runs++;
            return different.size() < threshold && different.add(difference) && different.size() == threshold;
        }
    }
}

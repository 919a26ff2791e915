package dev.fairground.platform.querywatch;

import dev.fairground.platform.querywatch.CallSites.CallSite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What one unit of work has run so far. It belongs to the thread that opened it and knows no other, so it needs no lock.
 *
 * <p>A call site costs a walk over the stack. Outside of the strict mode it is therefore taken from a statement's second run on: the first
 * run is never known to be the first of many.
 */
final class Unit {

    private final Subject subject;
    private final Thread owner = Thread.currentThread();
    private final QueryWatchSettings settings;
    private final CallSites callSites;
    private final AllowList allowed;
    private final boolean sampled;
    private final boolean strict;
    private final Map<Fingerprint, Integer> runs = new HashMap<>();
    private final Map<Place, Repeats> places = new HashMap<>();
    private final List<NPlusOne> found = new ArrayList<>();
    private final Fetches fetches = new Fetches();
    private @Nullable Repeats running;
    private Statement.@Nullable Kind kind;
    private long startedNanos;
    private int statements;
    /** Counts what may have changed the answers of reads: own writes, and failures, after which something is tried again. */
    private int changes;

    Unit(Subject subject, QueryWatchSettings settings, CallSites callSites, AllowList allowed, boolean sampled) {
        this.subject = subject;
        this.settings = settings;
        this.callSites = callSites;
        this.allowed = allowed;
        this.sampled = sampled;
        this.strict = settings.mode() == QueryWatchSettings.Mode.RAISE;
    }

    /** A task may be bound to the unit of whoever forked it; it must not count there. */
    boolean belongsTo(Thread thread) {
        return owner == thread;
    }

    /** A statement is about to run; throws in the strict mode if it completes an N+1. */
    void before(String text, List<ParameterSetOperation> parameters) {
        statements++;
        running = null;
        if (!sampled) {
            return;
        }
        var statement = Statement.of(text);
        kind = statement.kind();
        if (kind != Statement.Kind.HOUSEKEEPING) {
            int run = runs.merge(statement.fingerprint(), 1, Integer::sum);
            if (run > 1 || strict) {
                hold(statement, parameters, run);
            }
        }
        startedNanos = System.nanoTime();
    }

    private void hold(Statement statement, List<ParameterSetOperation> parameters, int run) {
        var place = new Place(statement.fingerprint(), callSites.current());
        var repeats = places.computeIfAbsent(place, _ -> new Repeats(run == 2 && !strict ? 1 : 0));
        if (repeats.add(statement.run(parameters), statement.kind(), changes) == settings.threshold()) {
            judge(place, repeats, parameters);
        }
        running = repeats;
    }

    /** A batch goes to the database in one piece, so it counts as one statement and is never a repeat. */
    void beforeBatch() {
        statements++;
        running = null;
        kind = Statement.Kind.WRITE;
    }

    /** @param achieved whether it went well and, if it writes, changed anything */
    void after(boolean achieved) {
        if (running != null) {
            running.nanos += System.nanoTime() - startedNanos;
            if (!achieved) {
                running.takeBack();
            }
        }
        if (!achieved || kind != Statement.Kind.READ) {
            changes++;
        }
    }

    String name() {
        return subject.name();
    }

    int statements() {
        return statements;
    }

    Fetches fetches() {
        return fetches;
    }

    List<NPlusOne> findings() {
        return found;
    }

    private void judge(Place place, Repeats repeats, List<ParameterSetOperation> parameters) {
        if (allowed.allows(place.statement(), place.site()) || callSites.repeatsAreExpected()) {
            return;
        }
        var finding = finding(place, repeats, new Values(parameters).redacted());
        if (strict) {
            found.add(finding);
            throw new NPlusOneException(finding);
        }
        // runs and time go on growing until the unit ends; who asked is known only now
        repeats.finding = finding;
    }

    /** What was found, with the runs that came after it. */
    void close() {
        places.forEach((place, repeats) -> {
            if (repeats.finding != null) {
                found.add(repeats.finding.after(repeats.runs, repeats.nanos / 1e6, name()));
            }
        });
    }

    private NPlusOne finding(Place place, Repeats repeats, String parameters) {
        return new NPlusOne(
                name(),
                place.statement().id(),
                place.statement().sql(),
                place.site().toString(),
                repeats.runs,
                repeats.nanos / 1e6,
                parameters,
                subject.inputs(),
                known(settings.userKey()),
                known(settings.traceKey()),
                1);
    }

    private static String known(String key) {
        String value = MDC.get(key);
        return value == null ? "" : value;
    }

    /** What a unit is for. Asked when the unit ends or something is found, since a route is known late. */
    interface Subject {

        String name();

        String inputs();
    }

    private record Place(Fingerprint statement, CallSite site) {}
}

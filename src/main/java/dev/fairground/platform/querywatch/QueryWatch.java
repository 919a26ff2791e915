package dev.fairground.platform.querywatch;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens units of work and reports, at the end of each, what was seen in it. Requests have theirs already. */
public final class QueryWatch {

    private static final Logger log = LoggerFactory.getLogger(QueryWatch.class);

    /** Beyond so many different findings a process has other worries than hearing of one twice. */
    private static final int REMEMBERED = 1_000;

    private static final ScopedValue<Unit> CURRENT = ScopedValue.newInstance();

    private final QueryWatchSettings settings;
    private final CallSites callSites;
    private final AllowList allowed;
    private final MeterRegistry meters;
    private final List<NPlusOneListener> listeners;
    private final List<UnitListener> unitListeners;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    QueryWatch(
            QueryWatchSettings settings,
            AllowList allowed,
            MeterRegistry meters,
            List<NPlusOneListener> listeners,
            List<UnitListener> unitListeners) {
        this.settings = settings;
        this.callSites = new CallSites(settings);
        this.allowed = allowed;
        this.meters = meters;
        this.listeners = listeners;
        this.unitListeners = unitListeners;
    }

    /** Runs {@code work} as a unit of its own; {@code name} is one of few, such as {@code job expire-orders}, and becomes a metric's tag. */
    public void unit(String name, Runnable work) {
        unit(() -> name, () -> {
            work.run();
            return name;
        });
    }

    /**
     * Runs {@code work} as a unit of its own and gives back its answer. What it runs is not counted with a unit around it, and what it hands
     * to other threads is not counted with it.
     *
     * @param name asked when the unit ends or something is found, since a route is known late
     */
    public <T extends @Nullable Object, X extends Throwable> T unit(
            Supplier<String> name, ScopedValue.CallableOp<T, X> work) throws X {
        if (settings.mode() == QueryWatchSettings.Mode.OFF) {
            return work.call();
        }
        var unit = new Unit(name, settings, callSites, allowed);
        try {
            return ScopedValue.where(CURRENT, unit).call(work);
        } finally {
            end(unit);
        }
    }

    /** The unit to which a statement on this thread belongs. */
    static @Nullable Unit current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Watching must not hurt the watched: whatever goes wrong here is a warning, and the work's own outcome stands. */
    private void end(Unit unit) {
        try {
            String name = unit.name();
            DistributionSummary.builder("querywatch.statements")
                    .description("Statements per unit of work")
                    .tag("unit", name)
                    .serviceLevelObjectives(1, 2, 5, 10, 15, 25, 50, 100)
                    .register(meters)
                    .record(unit.statements());
            unit.findings().forEach(this::report);
            unitListeners.forEach(listener -> listener.ended(name, unit.statements()));
        } catch (RuntimeException failed) {
            log.warn("A unit of work could not be reported", failed);
        }
    }

    private void report(NPlusOne finding) {
        meters.counter("n_plus_one", "unit", finding.unit()).increment();
        boolean tell = switch (settings.mode()) {
            case OFF, COUNT -> false;
            case LOG -> told.size() < REMEMBERED && told.add(finding.unit() + finding.statement() + finding.callSite());
            case RAISE ->
                true; // whoever swallows the exception, as a batch does that one bad item must not stop, hides nothing
        };
        if (tell) {
            log.warn("{}", finding);
            listeners.forEach(listener -> listener.found(finding));
        }
    }
}

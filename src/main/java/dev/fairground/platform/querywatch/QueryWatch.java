package dev.fairground.platform.querywatch;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
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
    private final Map<String, DistributionSummary> summaries = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> told = new ConcurrentHashMap<>();

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
        return unit(new Named(name), work);
    }

    <T extends @Nullable Object, X extends Throwable> T unit(Unit.Subject subject, ScopedValue.CallableOp<T, X> work)
            throws X {
        if (settings.mode() == QueryWatchSettings.Mode.OFF) {
            return work.call();
        }
        var unit = new Unit(subject, settings, callSites, allowed, isSampled());
        try {
            return ScopedValue.where(CURRENT, unit).call(work);
        } finally {
            end(unit);
        }
    }

    private boolean isSampled() {
        return settings.sample() >= 1 || ThreadLocalRandom.current().nextDouble() < settings.sample();
    }

    /** The unit to which a statement on this thread belongs. */
    static @Nullable Unit current() {
        if (!CURRENT.isBound()) {
            return null;
        }
        Unit unit = CURRENT.get();
        return unit.belongsTo(Thread.currentThread()) ? unit : null;
    }

    /** Watching must not hurt the watched: whatever goes wrong here is a warning, and the work's own outcome stands. */
    private void end(Unit unit) {
        try {
            String name = unit.name();
            unit.close();
            summaries.computeIfAbsent(name, this::summary).record(unit.statements());
            unit.findings().forEach(this::report);
            unit.fetches().unread(name).forEach(this::report);
            for (var listener : unitListeners) {
                listener.ended(name, unit.statements());
            }
        } catch (RuntimeException failed) {
            log.warn("A unit of work could not be reported", failed);
        }
    }

    private DistributionSummary summary(String unit) {
        return DistributionSummary.builder("querywatch.statements")
                .description("Statements per unit of work")
                .tag("unit", unit)
                .serviceLevelObjectives(1, 2, 5, 10, 15, 25, 50, 100)
                .register(meters);
    }

    private void report(NPlusOne finding) {
        meters.counter("n_plus_one", "unit", finding.unit()).increment();
        long time = time(finding.unit() + finding.statement() + finding.callSite());
        if (isTold(time)) {
            var told = finding.found(time);
            log.warn("{}", told);
            listeners.forEach(listener -> listener.found(told));
        }
    }

    private void report(UnreadFetch fetch) {
        meters.counter("unread_fetch", "unit", fetch.unit(), "association", fetch.association())
                .increment();
        if (isTold(time(fetch.unit() + fetch.association()))) {
            log.warn("{}", fetch);
            listeners.forEach(listener -> listener.found(fetch));
        }
    }

    private long time(String place) {
        if (told.size() >= REMEMBERED && !told.containsKey(place)) {
            return 0;
        }
        var times = told.computeIfAbsent(place, _ -> new LongAdder());
        times.increment();
        return times.sum();
    }

    /** The first, the tenth, the hundredth …; when it raises, each, so that whoever swallows the exception, as a batch does, hides nothing. */
    private boolean isTold(long time) {
        return switch (settings.mode()) {
            case OFF, COUNT -> false;
            case LOG -> time > 0 && String.valueOf(time).matches("10*");
            case RAISE -> true;
        };
    }

    private record Named(Supplier<String> given) implements Unit.Subject {

        @Override
        public String name() {
            return given.get();
        }

        @Override
        public String inputs() {
            return "";
        }
    }
}

package dev.fairground.platform.jobs;

import dev.fairground.platform.jobs.Heartbeat.History;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** How each job is, as figures to alert on. Some queries at a steady pace, however often the metrics are read. */
@Component
class JobMeters {

    private final Jobs jobs;
    private final RunLedger ledger;
    private final Schedulers schedulers;
    private final Clock clock;
    private final MultiGauge failures;
    private final MultiGauge successAge;
    private final MultiGauge down;
    private final MultiGauge setAside;
    private final MultiGauge overdue;
    private final AtomicLong awake;
    private final AtomicLong silence;

    JobMeters(Jobs jobs, RunLedger ledger, Schedulers schedulers, Clock clock, MeterRegistry meters) {
        this.jobs = jobs;
        this.ledger = ledger;
        this.schedulers = schedulers;
        this.clock = clock;
        this.failures = MultiGauge.builder("fairground.jobs.failures")
                .description("Runs since the last success that failed or were lost")
                .register(meters);
        this.successAge = MultiGauge.builder("fairground.jobs.success.age")
                .description("Since the last success; a job without any is not listed")
                .baseUnit("seconds")
                .register(meters);
        this.down = MultiGauge.builder("fairground.jobs.down")
                .description("1 where the heartbeat says down")
                .register(meters);
        this.setAside = MultiGauge.builder("fairground.jobs.set.aside")
                .description("Items that failed and wait for another try")
                .register(meters);
        this.overdue = MultiGauge.builder("fairground.jobs.beat.overdue")
                .description("Since when work outside of our schedule, such as a backup, is missed; 0 while it is not")
                .baseUnit("seconds")
                .register(meters);
        this.awake = Objects.requireNonNull(meters.gauge("fairground.jobs.schedulers", new AtomicLong()));
        this.silence = Objects.requireNonNull(meters.gauge("fairground.jobs.schedulers.silence", new AtomicLong()));
    }

    void measure() {
        var histories = ledger.histories(jobs.entries().keySet());
        var now = clock.instant();
        failures.register(rows(histories, History::failures), true);
        setAside.register(rows(histories, History::setAside), true);
        successAge.register(
                histories.entrySet().stream()
                        .filter(job -> job.getValue().lastSuccess() != null)
                        .<MultiGauge.Row<?>>map(job -> MultiGauge.Row.of(
                                Tags.of("job", job.getKey()),
                                Duration.between(job.getValue().lastSuccess(), now)
                                        .toSeconds()))
                        .toList(),
                true);
        down.register(
                jobs.heartbeats().entrySet().stream()
                        .<MultiGauge.Row<?>>map(job -> MultiGauge.Row.of(
                                Tags.of("job", job.getKey()), job.getValue() == Heartbeat.DOWN ? 1 : 0))
                        .toList(),
                true);
        overdue.register(
                ledger.overdue().entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                beat -> MultiGauge.Row.of(Tags.of("beat", beat.getKey()), beat.getValue()))
                        .toList(),
                true);
        var seen = schedulers.seen();
        awake.set(seen.stream().filter(Schedulers.Seen::isAwake).count());
        silence.set(seen.isEmpty() ? Long.MAX_VALUE : seen.getFirst().silentFor());
    }

    private static Iterable<MultiGauge.Row<?>> rows(Map<String, History> histories, ToLongFunction<History> value) {
        return histories.entrySet().stream()
                .<MultiGauge.Row<?>>map(
                        job -> MultiGauge.Row.of(Tags.of("job", job.getKey()), value.applyAsLong(job.getValue())))
                .toList();
    }
}

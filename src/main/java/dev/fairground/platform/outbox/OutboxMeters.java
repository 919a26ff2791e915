package dev.fairground.platform.outbox;

import dev.fairground.platform.outbox.OutboxViews.Load;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** What waits and how long it has waited, by listener. One query at a steady pace, however often the metrics are read. */
@Component
class OutboxMeters {

    private final OutboxViews views;
    private final Clock clock;
    private final Listeners listeners;
    private final MultiGauge waiting;
    private final MultiGauge dead;
    private final MultiGauge oldest;
    private final MultiGauge paused;
    private final MultiGauge lastPoll;

    OutboxMeters(OutboxViews views, Clock clock, Listeners listeners, MeterRegistry meters) {
        this.views = views;
        this.clock = clock;
        this.listeners = listeners;
        this.waiting = MultiGauge.builder("fairground.outbox.pending")
                .description("Deliveries that are not finished, retries included")
                .register(meters);
        this.dead = MultiGauge.builder("fairground.outbox.dead")
                .description("Deliveries that were given up and wait for an operator")
                .register(meters);
        this.oldest = MultiGauge.builder("fairground.outbox.oldest.age")
                .description("Age of the oldest unfinished delivery, the dead aside")
                .baseUnit("seconds")
                .register(meters);
        this.paused = MultiGauge.builder("fairground.outbox.paused")
                .description(
                        "1 for each listener to which nothing is delivered because somebody said so; its age is no alarm")
                .register(meters);
        this.lastPoll = MultiGauge.builder("fairground.outbox.last.poll.age")
                .description("Since this instance last asked for work")
                .baseUnit("seconds")
                .register(meters);
    }

    /** Shows how long ago each lane last asked for work, so that a loop that has stopped is seen. */
    void watch(List<LaneWorker> lanes) {
        lastPoll.register(
                lanes.stream()
                        .<MultiGauge.Row<?>>map(lane -> MultiGauge.Row.of(
                                Tags.of("lane", lane.lane().name().toLowerCase(Locale.ROOT)),
                                () -> Duration.between(lane.lastPoll(), clock.instant())
                                        .toSeconds()))
                        .toList(),
                true);
    }

    void measure() {
        List<Load> loads = views.loads();
        paused.register(
                views.pauses().keySet().stream()
                        .<MultiGauge.Row<?>>map(listener -> MultiGauge.Row.of(Tags.of("listener", listener), 1))
                        .toList(),
                true);
        waiting.register(rows(loads, Load::waiting), true);
        dead.register(rows(loads, Load::dead), true);
        oldest.register(
                rows(
                        loads,
                        load -> load.oldest() == null
                                ? 0
                                : Duration.between(load.oldest(), clock.instant())
                                        .toSeconds()),
                true);
    }

    private List<MultiGauge.Row<?>> rows(List<Load> loads, ToLongFunction<Load> value) {
        return loads.stream()
                .<MultiGauge.Row<?>>map(load -> MultiGauge.Row.of(tags(load), () -> value.applyAsLong(load)))
                .toList();
    }

    private Tags tags(Load load) {
        DurableListener listener = listeners.named(load.listener());
        return Tags.of(
                "listener",
                load.listener(),
                "lane",
                listener == null ? "unknown" : listener.lane().name().toLowerCase(Locale.ROOT));
    }
}

package dev.fairground.platform.effects;

import dev.fairground.platform.audit.Audit;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Undoes what a compensation lists, each item in a delivery of its own: what fails is tried again, and at last set aside among the dead,
 * without its siblings. Everything here commits with its delivery, so nothing is undone twice wherever a run breaks off.
 */
@Component
class RunCompensation {

    /** As many deliveries as one transaction writes without holding up others. */
    private static final int AT_ONCE = 100;

    private final CompensationStore store;
    private final Opposites opposites;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RunCompensation(
            CompensationStore store, Opposites opposites, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.opposites = opposites;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @OutboxListener(id = "effects.compensate", lane = Lane.BULK)
    void on(CompensationBegun event) {
        var id = event.compensation();
        store.skipTaken(id, clock.instant());
        var next = store.queue(id, AT_ONCE);
        next.forEach(effect -> events.publishEvent(new UndoDue(id, effect)));
        if (next.size() == AT_ONCE) events.publishEvent(new CompensationBegun(id));
    }

    @OutboxListener(id = "effects.undo", lane = Lane.BULK)
    void on(UndoDue event) {
        store.queued(event.compensation(), event.effect()).ifPresent(item -> undo(event, item));
    }

    private void undo(UndoDue event, CompensationStore.Queued item) {
        var obstacle = item.stands()
                ? opposites.of(item.kind()).undo(item.wish()).orElse(null)
                : "It is undone already, or did not last.";
        store.ended(event.compensation(), event.effect(), obstacle, clock.instant());
        audit.record(
                obstacle == null ? "effect.compensated" : "effect.left",
                "effect/" + event.effect(),
                Map.of(),
                Map.of("compensation", event.compensation(), "obstacle", obstacle == null ? "none" : obstacle));
    }
}

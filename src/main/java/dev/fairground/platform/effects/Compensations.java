package dev.fairground.platform.effects;

import dev.fairground.platform.audit.Audit;
import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.practices.Shows;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers what a release did outside by its opposites: planned by one person, approved by another, and then run by the outbox. */
@Component
public class Compensations {

    private final CompensationStore store;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Compensations(CompensationStore store, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Lists what would be done and what cannot be, and does nothing. Refused with {@code nothing-to-undo} where nothing is left.
     *
     * @param kind of this kind alone, or null for all
     * @param why 1 to 200 characters; stands in the audit trail and with each refund
     */
    @Transactional
    public UUID plan(String release, @Nullable EffectKind kind, String why) {
        var id = UuidV7.next();
        store.plan(id, release, kind, why, Causes.actor(), clock.instant());
        int items = store.takeIn(id);
        if (items == 0) throw CompensationRefused.nothingToUndo();
        audit.record(
                "compensation.planned",
                target(id),
                Map.of(),
                Map.of("release", release, "kind", kind == null ? "all" : kind.name(), "why", why, "items", items));
        return id;
    }

    /** Lets it be begun. Whoever planned it is refused; what is approved already stays as it is. */
    @Transactional
    @Shows("fx-compensation")
    public void approve(UUID id) {
        var standing = store.lock(id).orElseThrow(CompensationRefused::noSuchCompensation);
        var approver = Causes.actor();
        if (standing.plannedBy().equals(approver)) throw CompensationRefused.needsASecondPerson();
        if (standing.approved()) return;
        store.approve(id, approver, clock.instant());
        audit.record("compensation.approved", target(id), Map.of(), Map.of("plannedBy", standing.plannedBy()));
    }

    /** Has everything in the plan undone, each thing once. Begun again, it does nothing: what is left goes on by itself. */
    @Transactional
    public void begin(UUID id) {
        var standing = store.lock(id).orElseThrow(CompensationRefused::noSuchCompensation);
        if (!standing.approved()) throw CompensationRefused.notApproved();
        if (standing.begun()) return;
        store.begin(id, Causes.actor(), clock.instant());
        audit.record("compensation.begun", target(id), Map.of(), Map.of("plannedBy", standing.plannedBy()));
        events.publishEvent(new CompensationBegun(id));
    }

    static String target(UUID id) {
        return "compensation/" + id;
    }
}

package dev.fairground.orders;

import dev.fairground.platform.audit.Audit;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes each step of an order into the audit trail and announces it, always both. */
@Component
class OrderTrail {

    private final Audit audit;
    private final ApplicationEventPublisher events;

    OrderTrail(Audit audit, ApplicationEventPublisher events) {
        this.audit = audit;
        this.events = events;
    }

    void tell(Object fact, String action, OrderId order, Map<String, ?> after) {
        audit.record(action, "order/" + order, Map.of(), after);
        events.publishEvent(fact);
    }

    /** For a step that only the order itself is concerned with. */
    void note(String action, OrderId order, Map<String, ?> after) {
        audit.record(action, "order/" + order, Map.of(), after);
    }
}

package dev.fairground.orders;

import dev.fairground.platform.audit.Audit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    void placed(List<Order> orders) {
        audit.recordEach(
                "order.placed",
                orders.stream()
                        .collect(Collectors.toMap(
                                order -> "order/" + order.id(),
                                order -> Map.of("total", order.total().toString()))));
        orders.forEach(order -> events.publishEvent(order.placed()));
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

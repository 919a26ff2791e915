package dev.fairground.orders;

import dev.fairground.payments.Payments;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets a shop have its money for a deal that is done. */
@Component
class ReleaseOrder {

    private final OrderStore orders;
    private final Payments payments;
    private final OrderTrail trail;
    private final Clock clock;

    ReleaseOrder(OrderStore orders, Payments payments, OrderTrail trail, Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.trail = trail;
        this.clock = clock;
    }

    /** Does nothing the second time. */
    @Transactional
    void release(OrderId id) {
        if (!orders.released(id, clock.instant())) return;
        payments.release(id.value());
        trail.note("order.released", id, Map.of());
    }
}

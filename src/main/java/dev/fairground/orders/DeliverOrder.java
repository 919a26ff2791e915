package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.shops.ShopRights;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Brings a paid order to its end: shipped by the shop, received by the buyer, completed. */
@Component
class DeliverOrder {

    private final OrderStore orders;
    private final ReturnStore returns;
    private final OrderTrail trail;
    private final Clock clock;

    DeliverOrder(OrderStore orders, ReturnStore returns, OrderTrail trail, Clock clock) {
        this.orders = orders;
        this.returns = returns;
        this.trail = trail;
        this.clock = clock;
    }

    @Transactional
    void ship(Caller caller, OrderId id, String carrier, @Nullable String trackingCode) {
        var order = orders.lockForShop(id, caller, ShopRights.SHIPPING).orElseThrow(OrderRefused::noSuchOrder);
        order.mayBecome(State.SHIPPED);
        orders.shipped(id, carrier, trackingCode, clock.instant());
        String tracking = trackingCode == null ? "" : trackingCode;
        trail.tell(
                new OrderShipped(id, order.buyer(), order.shop(), carrier, tracking),
                "order.shipped",
                id,
                Map.of("carrier", carrier, "trackingCode", tracking));
    }

    @Transactional
    void receive(Caller buyer, OrderId id) {
        var order = orders.lockForBuyer(id, buyer).orElseThrow(OrderRefused::noSuchOrder);
        order.mayBecome(State.DELIVERED);
        orders.delivered(id, clock.instant());
        trail.note("order.delivered", id, Map.of());
    }

    /** Nobody said otherwise for long enough; does nothing if the order went another way in the meantime. */
    @Transactional
    void presume(OrderId id) {
        orders.lock(id)
                .filter(order -> order.state() == State.SHIPPED && !order.ending())
                .ifPresent(_ -> {
                    orders.delivered(id, clock.instant());
                    trail.note("order.delivery-presumed", id, Map.of());
                });
    }

    /** The buyer waives the rest of the time for complaints. */
    @Transactional
    void complete(Caller buyer, OrderId id) {
        var order = orders.lockForBuyer(id, buyer).orElseThrow(OrderRefused::noSuchOrder);
        if (returns.isOpen(id)) {
            throw OrderRefused.returnOpen();
        }
        end(order);
    }

    /** The time for complaints is over; does nothing if the order went another way in the meantime. */
    @Transactional
    void complete(OrderId id) {
        orders.lock(id)
                .filter(order -> order.state() == State.DELIVERED && !order.ending() && !returns.isOpen(id))
                .ifPresent(this::end);
    }

    private void end(Order order) {
        order.mayBecome(State.COMPLETED);
        orders.completed(order.id(), clock.instant());
        trail.tell(
                new OrderCompleted(order.id(), order.buyer(), order.shop()), "order.completed", order.id(), Map.of());
    }
}

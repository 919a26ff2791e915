package dev.fairground.orders;

import dev.fairground.listings.Listings;
import dev.fairground.payments.Payments;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends an order that was not paid: somebody gave it up, or its time is over. */
@Component
class CloseOrder {

    private static final String UNPAID = "It was not paid in time.";

    private final OrderStore orders;
    private final Listings listings;
    private final Payments payments;
    private final OrderTrail trail;
    private final Clock clock;

    CloseOrder(OrderStore orders, Listings listings, Payments payments, OrderTrail trail, Clock clock) {
        this.orders = orders;
        this.listings = listings;
        this.payments = payments;
        this.trail = trail;
        this.clock = clock;
    }

    /** In the transaction of whoever holds the order's lock. */
    void cancelUnpaid(Order order, String reason) {
        orders.cancelled(order.id(), reason, clock.instant());
        close(order, reason, "order.cancelled");
    }

    /** Ends an unpaid order whose time is over; does nothing if it was paid or cancelled in the meantime. */
    @Transactional
    void expire(OrderId id) {
        Instant now = clock.instant();
        orders.lock(id)
                .filter(order -> order.state() == State.PLACED && !order.payBy().isAfter(now))
                .ifPresent(order -> {
                    orders.expired(id, now);
                    close(order, UNPAID, "order.expired");
                });
    }

    private void close(Order order, String reason, String action) {
        listings.release(order.wanted());
        payments.cancel(order.id().value());
        trail.tell(
                new OrderClosed(order.id(), order.buyer(), order.shop(), reason),
                action,
                order.id(),
                Map.of("reason", reason));
    }
}

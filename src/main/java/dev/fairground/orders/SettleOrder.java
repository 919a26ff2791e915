package dev.fairground.orders;

import dev.fairground.listings.Listings;
import dev.fairground.payments.PaymentCaptured;
import dev.fairground.payments.PaymentDeclined;
import dev.fairground.platform.outbox.OutboxListener;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a payment's outcome means for its order. Each may arrive twice, and after the order has ended otherwise. */
@Component
class SettleOrder {

    private final OrderStore orders;
    private final Listings listings;
    private final OrderTrail trail;
    private final Clock clock;

    SettleOrder(OrderStore orders, Listings listings, OrderTrail trail, Clock clock) {
        this.orders = orders;
        this.listings = listings;
        this.trail = trail;
        this.clock = clock;
    }

    /** Money for an order that was cancelled or expired meanwhile goes back by itself: ending an order cancels its payment. */
    @OutboxListener(id = "orders.payment-captured", key = "reference", lane = OutboxListener.Lane.URGENT)
    void on(PaymentCaptured captured) {
        orders.lock(new OrderId(captured.reference()))
                .filter(order -> order.state() == State.PLACED)
                .ifPresent(order -> {
                    orders.paid(order.id(), clock.instant());
                    trail.tell(
                            new OrderPaid(order.id(), order.buyer(), order.shop(), order.total()),
                            "order.paid",
                            order.id(),
                            Map.of("amount", captured.amount().toString()));
                });
    }

    @OutboxListener(id = "orders.payment-declined", key = "reference", lane = OutboxListener.Lane.URGENT)
    void on(PaymentDeclined declined) {
        orders.lock(new OrderId(declined.reference()))
                .filter(order -> order.state() == State.PLACED)
                .ifPresent(order -> {
                    orders.cancelled(order.id(), declined.sentence(), clock.instant());
                    listings.release(order.wanted());
                    trail.tell(
                            new OrderClosed(order.id(), order.buyer(), order.shop(), declined.sentence()),
                            "order.cancelled",
                            order.id(),
                            Map.of("declined", declined.code()));
                });
    }
}

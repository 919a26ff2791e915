package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.listings.Listings;
import dev.fairground.payments.Payments;
import dev.fairground.shops.ShopRights;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends an order before its time: the buyer cancels, the shop refunds, or nobody paid. */
@Component
class CloseOrder {

    private static final String BY_BUYER = "You cancelled it.";
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

    /** Unpaid, it is cancelled; paid and not shipped, the money goes back; shipped, it is for the shop to refund. */
    @Transactional
    void cancel(Caller buyer, OrderId id) {
        var order = orders.lockForBuyer(id, buyer).orElseThrow(OrderRefused::noSuchOrder);
        if (order.state() == State.PAID) {
            refund(order, BY_BUYER);
            return;
        }
        order.mayBecome(State.CANCELLED);
        orders.cancelled(id, BY_BUYER, clock.instant());
        closeUnpaid(order, BY_BUYER, "order.cancelled");
    }

    /** Gives the buyer everything back. */
    @Transactional
    void refund(Caller caller, OrderId id, String reason) {
        refund(orders.lockForShop(id, caller, ShopRights.REFUNDS).orElseThrow(OrderRefused::noSuchOrder), reason);
    }

    /** As {@link #refund(Caller, OrderId, String)}, decided by staff over the shop's head, and never about a deal of their own. */
    @Transactional
    void refundByStaff(Caller staff, OrderId id, String reason) {
        var order = orders.lock(id).orElseThrow(OrderRefused::noSuchOrder);
        order.mayBeJudgedBy(staff);
        refund(order, reason);
    }

    /** Ends an unpaid order whose time is over; does nothing if it was paid or cancelled in the meantime. */
    @Transactional
    void expire(OrderId id) {
        Instant now = clock.instant();
        orders.lock(id)
                .filter(order -> order.state() == State.PLACED && !order.payBy().isAfter(now))
                .ifPresent(order -> {
                    orders.expired(id, now);
                    closeUnpaid(order, UNPAID, "order.expired");
                });
    }

    private void closeUnpaid(Order order, String reason, String action) {
        listings.release(order.wanted());
        payments.cancel(order.id().value());
        trail.tell(
                new OrderClosed(order.id(), order.buyer(), order.shop(), reason),
                action,
                order.id(),
                Map.of("reason", reason));
    }

    private void refund(Order order, String reason) {
        order.mayBeRefunded();
        if (order.stillOnTheShelf()) {
            listings.release(order.wanted());
        }
        var refund = payments.refund(order.id().value(), order.total(), reason);
        orders.refundRequested(order.id(), refund, clock.instant());
        trail.note("order.refund-requested", order.id(), Map.of("reason", reason));
    }
}

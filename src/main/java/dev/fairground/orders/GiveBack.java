package dev.fairground.orders;

import dev.fairground.listings.Listings;
import dev.fairground.money.Money;
import dev.fairground.payments.Payments;
import dev.fairground.payments.RefundId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The step that every refund ends in, in the transaction and under the order's lock of whoever decided it. */
@Component
class GiveBack {

    /** What buyer and shop read. */
    private static final String BY_OTHERS = "Given back by the market";

    private final OrderRefundStore refunds;
    private final Listings listings;
    private final Payments payments;
    private final OrderTrail trail;
    private final Clock clock;

    GiveBack(OrderRefundStore refunds, Listings listings, Payments payments, OrderTrail trail, Clock clock) {
        this.refunds = refunds;
        this.listings = listings;
        this.payments = payments;
        this.trail = trail;
        this.clock = clock;
    }

    void give(Order order, RefundWish wish) {
        var refunding = Refunding.of(order, wish);
        restock(order, refunding);
        var refund = payments.refund(order.id().value(), refunding.amount(), wish.reason());
        refunds.requested(order.id(), refund, refunding, wish.settled(), clock.instant());
        note("order.refund-requested", order, refunding);
    }

    /**
     * The same for a refund that was not asked for here, as when a release charged what it should not have: what was paid for with that money
     * is not owed any more. What an order that has ended otherwise gets back changes nothing.
     */
    void follow(Order order, RefundId refund, Money amount) {
        if (!order.state().mayBecome(State.REFUNDED) || amount.compareTo(order.left()) > 0) return;
        var refunding = Refunding.of(order, new RefundWish(BY_OTHERS, List.of(), amount.amountMinor(), false, null));
        restock(order, refunding);
        refunds.requested(order.id(), refund, refunding, null, clock.instant());
        note("order.refund-followed", order, refunding);
    }

    private void restock(Order order, Refunding refunding) {
        if (!refunding.restocked().isEmpty()) {
            listings.release(order.wanted(refunding.restocked()));
        }
    }

    private void note(String action, Order order, Refunding refunding) {
        trail.note(
                action,
                order.id(),
                Map.of(
                        "reason",
                        refunding.reason(),
                        "amount",
                        refunding.amount().toString()));
    }
}

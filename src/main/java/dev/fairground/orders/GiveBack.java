package dev.fairground.orders;

import dev.fairground.listings.Listings;
import dev.fairground.payments.Payments;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The step that every refund ends in, in the transaction and under the order's lock of whoever decided it. */
@Component
class GiveBack {

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
        if (!refunding.restocked().isEmpty()) {
            listings.release(order.wanted(refunding.restocked()));
        }
        var refund = payments.refund(order.id().value(), refunding.amount(), wish.reason());
        refunds.requested(order.id(), refund, refunding, wish.settled(), clock.instant());
        trail.note(
                "order.refund-requested",
                order.id(),
                Map.of("reason", wish.reason(), "amount", refunding.amount().toString()));
    }
}

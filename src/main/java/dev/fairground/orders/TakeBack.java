package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.listings.Listings.Wanted;
import dev.fairground.orders.GoodsReturn.Standing;
import dev.fairground.shops.ShopRights;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A buyer asks to send things back; the shop agrees or not, and once the goods are there the money goes back. */
@Component
class TakeBack {

    private static final String WHY = "Sent back.";

    private final OrderStore orders;
    private final ReturnStore returns;
    private final GiveBack giveBack;
    private final OrderTrail trail;
    private final Clock clock;

    TakeBack(OrderStore orders, ReturnStore returns, GiveBack giveBack, OrderTrail trail, Clock clock) {
        this.orders = orders;
        this.returns = returns;
        this.giveBack = giveBack;
        this.trail = trail;
        this.clock = clock;
    }

    /** {@code lines} is what is to go back; empty means all that was not given back for. */
    @Transactional
    ReturnId ask(Caller buyer, OrderId id, String reason, List<Wanted> lines) {
        var order = orders.lockForBuyer(id, buyer).orElseThrow(OrderRefused::noSuchOrder);
        var now = clock.instant();
        if (returns.isOpen(id)) {
            throw OrderRefused.returnOpen();
        }
        var asked = GoodsReturn.of(order, lines, now);
        returns.add(id, asked, reason, order.complaintsEnd());
        trail.tell(
                new ReturnAsked(id, order.buyer(), order.shop(), asked.id().value(), reason),
                "return.asked",
                id,
                Map.of("return", asked.id(), "reason", reason));
        return asked.id();
    }

    @Transactional
    void accept(Caller caller, OrderId id, ReturnId which) {
        var order = ofShop(caller, id);
        var asked = one(order, which);
        asked.mayBecome(Standing.ACCEPTED);
        accept(order, asked);
    }

    /** {@code why} is a sentence for the buyer. */
    @Transactional
    void refuse(Caller caller, OrderId id, ReturnId which, String why) {
        var order = ofShop(caller, id);
        one(order, which).mayBecome(Standing.REFUSED);
        returns.refused(which, why, clock.instant());
        answered(order, which, "return.refused", why);
    }

    /** The goods are back: the buyer gets what they cost or, where the shop names another amount, that. */
    @Transactional
    void receive(Caller caller, OrderId id, ReturnId which, @Nullable Long amountMinor, boolean restock) {
        var order = ofShop(caller, id);
        var accepted = one(order, which);
        accepted.mayBecome(Standing.RECEIVED);
        giveBack.give(order, new RefundWish(WHY, order.wanted(accepted.lines()), amountMinor, restock, which));
    }

    /** What follows when a return has stood still for too long; nothing if it moved in the meantime. */
    @Transactional
    void press(OrderId id, ReturnId which) {
        var order = orders.lock(id).orElseThrow(OrderRefused::noSuchOrder);
        var open = one(order, which);
        var now = clock.instant();
        open.overdue(now).ifPresent(next -> {
            if (next == Standing.ACCEPTED) {
                accept(order, open);
            } else {
                returns.lapsed(which, now);
                trail.note("return.lapsed", id, Map.of("return", which));
            }
        });
    }

    private void accept(Order order, GoodsReturn asked) {
        returns.accepted(asked.id(), clock.instant());
        answered(order, asked.id(), "return.accepted", "");
    }

    private void answered(Order order, ReturnId which, String action, String refusal) {
        trail.tell(
                new ReturnAnswered(order.id(), order.buyer(), order.shop(), which.value(), refusal),
                action,
                order.id(),
                Map.of("return", which, "refusal", refusal));
    }

    private Order ofShop(Caller caller, OrderId id) {
        return orders.lockForShop(id, caller, ShopRights.REFUNDS).orElseThrow(OrderRefused::noSuchOrder);
    }

    private GoodsReturn one(Order order, ReturnId which) {
        return returns.find(which, order.id()).orElseThrow(OrderRefused::noSuchReturn);
    }
}

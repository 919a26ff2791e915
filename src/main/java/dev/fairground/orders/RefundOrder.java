package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.shops.ShopRights;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A shop, or staff over its head, gives a buyer money back: a part, or all that is left. */
@Component
class RefundOrder {

    private final OrderStore orders;
    private final GiveBack giveBack;

    RefundOrder(OrderStore orders, GiveBack giveBack) {
        this.orders = orders;
        this.giveBack = giveBack;
    }

    @Transactional
    void refund(Caller caller, OrderId id, RefundWish wish) {
        giveBack.give(orders.lockForShop(id, caller, ShopRights.REFUNDS).orElseThrow(OrderRefused::noSuchOrder), wish);
    }

    /** Decided over the shop's head, and never about a deal of their own. */
    @Transactional
    void refundByStaff(Caller staff, OrderId id, RefundWish wish) {
        var order = orders.lock(id).orElseThrow(OrderRefused::noSuchOrder);
        order.mayBeJudgedBy(staff);
        giveBack.give(order, wish);
    }
}

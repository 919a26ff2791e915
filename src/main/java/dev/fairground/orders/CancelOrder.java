package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.shops.ShopRights;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Either side gives an order up before it is shipped: unpaid, it ends here and now; paid, all of its money goes back. */
@Component
class CancelOrder {

    private static final String BY_BUYER = "You cancelled it.";

    private final OrderStore orders;
    private final CloseOrder closeOrder;
    private final GiveBack giveBack;

    CancelOrder(OrderStore orders, CloseOrder closeOrder, GiveBack giveBack) {
        this.orders = orders;
        this.closeOrder = closeOrder;
        this.giveBack = giveBack;
    }

    @Transactional
    void cancel(Caller buyer, OrderId id) {
        cancel(orders.lockForBuyer(id, buyer).orElseThrow(OrderRefused::noSuchOrder), BY_BUYER);
    }

    /** {@code reason} is a sentence for the buyer. */
    @Transactional
    void cancelByShop(Caller caller, OrderId id, String reason) {
        cancel(orders.lockForShop(id, caller, ShopRights.REFUNDS).orElseThrow(OrderRefused::noSuchOrder), reason);
    }

    private void cancel(Order order, String reason) {
        if (order.state() == State.PAID) {
            giveBack.give(order, RefundWish.everything(reason));
            return;
        }
        order.mayBecome(State.CANCELLED);
        closeOrder.cancelUnpaid(order, reason);
    }
}

package dev.fairground.integrations;

import dev.fairground.money.Money;
import dev.fairground.orders.OrderClosed;
import dev.fairground.orders.OrderCompleted;
import dev.fairground.orders.OrderId;
import dev.fairground.orders.OrderPaid;
import dev.fairground.orders.OrderPlaced;
import dev.fairground.orders.OrderRefundFailed;
import dev.fairground.orders.OrderRefunded;
import dev.fairground.orders.OrderShipped;
import dev.fairground.orders.ReturnAnswered;
import dev.fairground.orders.ReturnAsked;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import dev.fairground.shops.ShopId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells the shop's systems what happens to its orders. Each message has ids, and amounts as version 2 of the API shows them. */
@Component
class ListenToOrders {

    private final WriteMessages write;

    ListenToOrders(WriteMessages write) {
        this.write = write;
    }

    @OutboxListener(id = "integrations.order-placed", lane = Lane.BULK)
    void on(OrderPlaced event) {
        tell(Kind.ORDER_PLACED, event.shop(), event.order(), Map.of("total", Amount.of(event.total())));
    }

    @OutboxListener(id = "integrations.order-paid", lane = Lane.BULK)
    void on(OrderPaid event) {
        tell(Kind.ORDER_PAID, event.shop(), event.order(), Map.of("total", Amount.of(event.total())));
    }

    @OutboxListener(id = "integrations.order-shipped", lane = Lane.BULK)
    void on(OrderShipped event) {
        tell(
                Kind.ORDER_SHIPPED,
                event.shop(),
                event.order(),
                Map.of("carrier", event.carrier(), "trackingCode", event.trackingCode()));
    }

    @OutboxListener(id = "integrations.order-completed", lane = Lane.BULK)
    void on(OrderCompleted event) {
        tell(Kind.ORDER_COMPLETED, event.shop(), event.order(), Map.of());
    }

    @OutboxListener(id = "integrations.order-closed", lane = Lane.BULK)
    void on(OrderClosed event) {
        tell(Kind.ORDER_CLOSED, event.shop(), event.order(), Map.of("reason", event.reason()));
    }

    @OutboxListener(id = "integrations.order-refunded", lane = Lane.BULK)
    void on(OrderRefunded event) {
        tell(Kind.ORDER_REFUNDED, event.shop(), event.order(), refund(event.amount(), event.refund()));
    }

    @OutboxListener(id = "integrations.order-refund-failed", lane = Lane.BULK)
    void on(OrderRefundFailed event) {
        tell(Kind.ORDER_REFUND_FAILED, event.shop(), event.order(), refund(event.amount(), event.refund()));
    }

    @OutboxListener(id = "integrations.return-asked", lane = Lane.BULK)
    void on(ReturnAsked event) {
        tell(Kind.RETURN_ASKED, event.shop(), event.order(), Map.of("return", event.which()));
    }

    @OutboxListener(id = "integrations.return-answered", lane = Lane.BULK)
    void on(ReturnAnswered event) {
        tell(
                Kind.RETURN_ANSWERED,
                event.shop(),
                event.order(),
                Map.of("return", event.which(), "accepted", event.refusal().isEmpty()));
    }

    private void tell(Kind kind, ShopId shop, OrderId order, Map<String, ?> more) {
        var data = new LinkedHashMap<String, Object>();
        data.put("order", order);
        data.put("shop", shop);
        data.putAll(more);
        write.tell(shop, kind, data);
    }

    private static Map<String, ?> refund(Money amount, java.util.UUID refund) {
        return Map.of("amount", Amount.of(amount), "refund", refund);
    }
}

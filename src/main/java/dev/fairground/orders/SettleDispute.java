package dev.fairground.orders;

import dev.fairground.payments.PaymentDisputed;
import dev.fairground.platform.outbox.OutboxListener;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What it means for an order that the buyer's bank takes the money back. Each may arrive twice. */
@Component
class SettleDispute {

    private final OrderStore orders;
    private final OrderTrail trail;

    SettleDispute(OrderStore orders, OrderTrail trail) {
        this.orders = orders;
        this.trail = trail;
    }

    @OutboxListener(id = "orders.payment-disputed", key = "reference")
    void on(PaymentDisputed disputed) {
        var step = OrderDisputed.Step.valueOf(disputed.phase().name());
        orders.lock(new OrderId(disputed.reference()))
                .filter(order -> orders.disputed(order.id(), step))
                .ifPresent(order -> trail.tell(
                        new OrderDisputed(
                                order.id(), order.buyer(), order.shop(), disputed.amount(), step, disputed.dispute()),
                        "order.disputed",
                        order.id(),
                        Map.of("dispute", step, "amount", disputed.amount().toString())));
    }
}

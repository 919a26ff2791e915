package dev.fairground.orders;

import dev.fairground.money.Money;
import dev.fairground.payments.RefundCompleted;
import dev.fairground.payments.RefundFailed;
import dev.fairground.payments.RefundId;
import dev.fairground.platform.outbox.OutboxListener;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a refund's outcome means for its order, whoever asked for the refund. Each may arrive twice, and in any order. */
@Component
class SettleRefund {

    private final OrderStore orders;
    private final OrderRefundStore refunds;
    private final GiveBack giveBack;
    private final OrderTrail trail;
    private final Clock clock;

    SettleRefund(OrderStore orders, OrderRefundStore refunds, GiveBack giveBack, OrderTrail trail, Clock clock) {
        this.orders = orders;
        this.refunds = refunds;
        this.giveBack = giveBack;
        this.trail = trail;
        this.clock = clock;
    }

    @OutboxListener(id = "orders.refund-completed", key = "reference")
    void on(RefundCompleted refund) {
        following(refund.reference(), refund.refund(), refund.amount())
                .filter(_ -> refunds.completed(refund.refund(), clock.instant()))
                .ifPresent(order -> trail.tell(
                        new OrderRefunded(
                                order.id(),
                                order.buyer(),
                                order.shop(),
                                refund.amount(),
                                refund.refund().value()),
                        "order.refunded",
                        order.id(),
                        Map.of("amount", refund.amount().toString())));
    }

    /** Comes before, after or without the completion of the same refund; the order ends the same. */
    @OutboxListener(id = "orders.refund-failed", key = "reference")
    void on(RefundFailed refund) {
        following(refund.reference(), refund.refund(), refund.amount())
                .filter(_ -> refunds.failed(refund.refund(), clock.instant()))
                .ifPresent(order -> trail.tell(
                        new OrderRefundFailed(
                                order.id(),
                                order.buyer(),
                                order.shop(),
                                refund.amount(),
                                refund.refund().value()),
                        "order.refund-failed",
                        order.id(),
                        Map.of("amount", refund.amount().toString())));
    }

    private Optional<Order> following(UUID reference, RefundId refund, Money amount) {
        var order = orders.lock(new OrderId(reference));
        order.filter(_ -> !refunds.knows(refund)).ifPresent(unasked -> giveBack.follow(unasked, refund, amount));
        return order;
    }
}

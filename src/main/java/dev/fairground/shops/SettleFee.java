package dev.fairground.shops;

import dev.fairground.payments.PaymentCaptured;
import dev.fairground.payments.PaymentDeclined;
import dev.fairground.platform.outbox.OutboxListener;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a fee's outcome means for the plan. Each may arrive twice, and after the fee was given up. */
@Component
class SettleFee {

    private final SubscriptionStore subscriptions;
    private final MovePlan movePlan;
    private final ShopTrail trail;
    private final Clock clock;

    SettleFee(SubscriptionStore subscriptions, MovePlan movePlan, ShopTrail trail, Clock clock) {
        this.subscriptions = subscriptions;
        this.movePlan = movePlan;
        this.trail = trail;
        this.clock = clock;
    }

    @OutboxListener(id = "shops.fee-captured", key = "reference")
    void on(PaymentCaptured captured) {
        subscriptions.fee(new FeeId(captured.reference())).ifPresent(this::paid);
    }

    @OutboxListener(id = "shops.fee-declined", key = "reference")
    void on(PaymentDeclined declined) {
        subscriptions.fee(new FeeId(declined.reference())).ifPresent(fee -> failed(fee, declined));
    }

    private void paid(PlanFee fee) {
        subscriptions.lock(fee.shop());
        var now = clock.instant();
        if (!subscriptions.paid(fee.id(), now)) return; // given up meanwhile, and then the money goes back by itself
        var before = subscriptions.find(fee.shop());
        var after = before.map(Subscription::paid).orElseGet(() -> Subscription.begun(fee, now));
        subscriptions.save(after);
        trail.tell(
                new PlanPaid(fee.shop(), fee.amount(), after.paidUntil()),
                "shop.plan-paid",
                fee.shop(),
                Map.of(
                        "fee",
                        fee.amount().toString(),
                        "until",
                        after.paidUntil().toString()));
        if (before.isEmpty()) movePlan.move(fee.shop(), Plan.PRO, now);
    }

    private void failed(PlanFee fee, PaymentDeclined declined) {
        subscriptions.lock(fee.shop());
        var now = clock.instant();
        if (!subscriptions.failed(fee.id(), declined.sentence(), now)) return;
        var heldUntil =
                subscriptions.find(fee.shop()).map(Subscription::graceUntil).orElse(null);
        trail.tell(
                new PlanFeeFailed(fee.shop(), declined.sentence(), heldUntil, now),
                "shop.plan-fee-failed",
                fee.shop(),
                Map.of("declined", declined.code()));
    }
}

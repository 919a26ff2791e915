package dev.fairground.shops;

import dev.fairground.payments.Payments;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the step that is due of one subscription: asks for the next month's fee, or ends it. */
@Component
class RenewPlan {

    /** Stands in place of a bank's reason where the plan ended before the bank had answered. */
    private static final String GIVEN_UP = "The plan ended before it was paid.";

    private final SubscriptionStore subscriptions;
    private final Payments payments;
    private final MovePlan movePlan;
    private final Clock clock;

    RenewPlan(SubscriptionStore subscriptions, Payments payments, MovePlan movePlan, Clock clock) {
        this.subscriptions = subscriptions;
        this.payments = payments;
        this.movePlan = movePlan;
        this.clock = clock;
    }

    /** What was due when the job looked may have been done since; then nothing is. */
    @Transactional
    void step(ShopId shop) {
        subscriptions.lock(shop);
        subscriptions.find(shop).ifPresent(subscription -> step(subscription, clock.instant()));
    }

    private void step(Subscription subscription, Instant now) {
        switch (subscription.due(now)) {
            case NONE -> {}
            case CHARGE -> charge(subscription, now);
            case END -> end(subscription.shop(), now);
        }
    }

    /** One that is under way still is waited for, so that no month is paid twice. */
    private void charge(Subscription subscription, Instant now) {
        subscriptions.save(subscription.charged(now));
        subscriptions
                .ask(subscription.shop(), subscription.payer(), subscription.method(), Plan.PRO, now)
                .ifPresent(fee -> payments.request(fee.charge()));
    }

    private void end(ShopId shop, Instant now) {
        subscriptions.open(shop).ifPresent(fee -> {
            payments.cancel(fee.value());
            subscriptions.failed(fee, GIVEN_UP, now);
        });
        subscriptions.remove(shop);
        movePlan.move(shop, Plan.FREE, now);
    }
}

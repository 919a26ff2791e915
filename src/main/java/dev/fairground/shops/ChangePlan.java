package dev.fairground.shops;

import dev.fairground.access.Caller;
import dev.fairground.payments.Payments;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A shop's team takes the larger plan, lets it end, or has it go on after all. */
@Component
class ChangePlan {

    private final ShopStore shops;
    private final SubscriptionStore subscriptions;
    private final Payments payments;
    private final ShopTrail trail;
    private final Clock clock;

    ChangePlan(ShopStore shops, SubscriptionStore subscriptions, Payments payments, ShopTrail trail, Clock clock) {
        this.shops = shops;
        this.subscriptions = subscriptions;
        this.payments = payments;
        this.trail = trail;
        this.clock = clock;
    }

    /** Asks for the first month's fee; the plan changes when it is paid, see {@link SettleFee}. */
    @Transactional
    void upgrade(Caller caller, ShopId id, String paymentMethod) {
        locked(caller, id).mayUpgrade();
        var fee = subscriptions
                .ask(id, caller.id(), named(paymentMethod), Plan.PRO, clock.instant())
                .orElseThrow(ShopRefused::feeUnderWay);
        payments.request(fee.charge()); // recorded now; the provider is called after the commit
        trail.note(
                "shop.plan-asked",
                id,
                Map.of("plan", Plan.PRO, "fee", fee.amount().toString()));
    }

    @Transactional
    void end(Caller caller, ShopId id) {
        var subscription = subscribed(caller, id);
        if (subscription.ends()) return;
        subscriptions.save(subscription.ending());
        trail.tell(
                new PlanEnding(id, subscription.paidUntil(), clock.instant()),
                "shop.plan-ending",
                id,
                Map.of("until", subscription.paidUntil().toString()));
    }

    /** The caller's card is the one charged from now on. */
    @Transactional
    void renew(Caller caller, ShopId id, String paymentMethod) {
        subscriptions.save(subscribed(caller, id).renewing(caller.id(), named(paymentMethod)));
        trail.note("shop.plan-renewing", id, Map.of("payer", caller.id()));
    }

    private static String named(String method) {
        if (!method.matches(PlanFee.METHOD)) throw ShopRefused.methodMalformed();
        return method;
    }

    private Subscription subscribed(Caller caller, ShopId id) {
        locked(caller, id);
        return subscriptions.find(id).orElseThrow(ShopRefused::notSubscribed);
    }

    private Shop locked(Caller caller, ShopId id) {
        return shops.lock(id.value(), List.of(caller.where(ShopRights.PLAN))).orElseThrow(ShopRefused::noSuchShop);
    }
}

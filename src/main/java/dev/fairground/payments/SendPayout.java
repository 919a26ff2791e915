package dev.fairground.payments;

import dev.fairground.payments.Payments.PayoutState;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Brings a payout to its end at the provider, in the manner of {@link SendRefund}: after a first try it looks before it asks again. */
@Component
class SendPayout {

    private final PayoutStore payouts;
    private final PaymentProvider provider;
    private final SettlePayout settle;
    private final Clock clock;

    SendPayout(PayoutStore payouts, PaymentProvider provider, SettlePayout settle, Clock clock) {
        this.payouts = payouts;
        this.provider = provider;
        this.settle = settle;
        this.clock = clock;
    }

    @OutboxListener(id = "payments.payout", effect = Effect.OUTSIDE)
    void on(PayoutRequested event) {
        pursue(event.payout());
    }

    void pursue(PayoutId id) {
        payouts.find(id)
                .filter(payout -> payout.state() == PayoutState.RECORDED || payout.state() == PayoutState.IN_TRANSIT)
                .ifPresent(payout -> settle.settle(id, outcome(payout)));
    }

    /** Settles what goes by this id at the provider by how it stands there; false if nothing here does. */
    boolean heard(String ref) {
        var known = payouts.byProviderRef(ref);
        known.ifPresent(id -> settle.settle(id, provider.readPayout(ref)));
        return known.isPresent();
    }

    private PayoutOutcome outcome(Payout payout) {
        if (payout.ref().isPresent()) return provider.readPayout(payout.ref().get());
        if (payouts.begin(payout.id(), clock.instant())) return provider.payOut(payout);
        return provider.find(payout).orElseGet(() -> provider.payOut(payout));
    }
}

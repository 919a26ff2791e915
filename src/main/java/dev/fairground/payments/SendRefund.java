package dev.fairground.payments;

import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Brings a refund to its end at the provider, in the manner of {@link Charge}: after a first try it looks before it asks again. */
@Component
class SendRefund {

    private final RefundStore refunds;
    private final IntentStore intents;
    private final PaymentProvider provider;
    private final Settle settle;
    private final Clock clock;

    SendRefund(RefundStore refunds, IntentStore intents, PaymentProvider provider, Settle settle, Clock clock) {
        this.refunds = refunds;
        this.intents = intents;
        this.provider = provider;
        this.settle = settle;
        this.clock = clock;
    }

    @OutboxListener(id = "payments.refund", effect = Effect.OUTSIDE)
    void on(RefundRequested event) {
        pursue(event.refund());
    }

    void pursue(RefundId id) {
        refunds.find(id)
                .filter(refund -> refund.state() == Refund.State.RECORDED)
                .ifPresent(refund -> settle.refund(id, outcome(refund)));
    }

    /** Settles what goes by this id at the provider by how it stands there; false if nothing here does. */
    boolean heard(String ref) {
        var known = refunds.byProviderRef(ref);
        known.ifPresent(id -> settle.refund(id, provider.readRefund(ref)));
        return known.isPresent();
    }

    private RefundOutcome outcome(Refund refund) {
        var intentRef = intents.providerRef(refund.payment());
        if (refunds.begin(refund.id(), clock.instant())) return provider.refund(refund, intentRef);
        return provider.find(refund, intentRef).orElseGet(() -> provider.refund(refund, intentRef));
    }
}

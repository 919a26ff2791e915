package dev.fairground.payments;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Lets a payee have what they are owed for a payment; see {@link Payments#release}. */
@Component
class ReleasePayment {

    private final IntentStore intents;
    private final PayoutStore payouts;
    private final Ledger ledger;
    private final Clock clock;

    ReleasePayment(IntentStore intents, PayoutStore payouts, Ledger ledger, Clock clock) {
        this.intents = intents;
        this.payouts = payouts;
        this.ledger = ledger;
        this.clock = clock;
    }

    void release(UUID reference) {
        var intent = intents.lock(reference).orElseThrow(PaymentRefused::noSuchPayment);
        var now = clock.instant();
        if (payouts.released(intent.id(), now)) ledger.release(intent, now);
    }
}

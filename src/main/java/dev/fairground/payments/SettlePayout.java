package dev.fairground.payments;

import dev.fairground.payments.Payments.PayoutState;
import dev.fairground.platform.audit.Audit;
import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.effects.Effects;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where what the provider has done about a payout becomes what we know, in the manner of {@link Settle}: in any order and any number. */
@Component
class SettlePayout {

    private final PayoutStore payouts;
    private final PayoutAccounts accounts;
    private final Ledger ledger;
    private final Audit audit;
    private final Effects effects;
    private final Clock clock;

    SettlePayout(
            PayoutStore payouts, PayoutAccounts accounts, Ledger ledger, Audit audit, Effects effects, Clock clock) {
        this.payouts = payouts;
        this.accounts = accounts;
        this.ledger = ledger;
        this.audit = audit;
        this.effects = effects;
        this.clock = clock;
    }

    @Transactional
    void settle(PayoutId id, PayoutOutcome outcome) {
        var payout = payouts.lock(id).orElseThrow(PaymentRefused::noSuchPayment);
        var now = clock.instant();
        switch (outcome) {
            case PayoutOutcome.OnItsWay(String ref) -> accepted(payout, ref, now);
            case PayoutOutcome.Paid(String ref) -> paid(accepted(payout, ref, now), now);
            case PayoutOutcome.Failed(String ref, PayoutFailure why) -> failed(accepted(payout, ref, now), why, now);
            case PayoutOutcome.Refused(PayoutFailure why) -> failed(payout, why, now);
        }
    }

    /** The payout as it stands then. Money that has come and gone back has left all the same, and the provider's statement shows both. */
    private Payout accepted(Payout payout, String ref, Instant now) {
        if (!payouts.accepted(payout.id(), ref, now)) return payout;
        ledger.payoutSent(payout, now);
        effects.happened(EffectKind.PAYOUT, payout.id().toString());
        return new Payout(
                payout.id(), payout.payee(), payout.amount(), payout.destination(), PayoutState.IN_TRANSIT, ref);
    }

    private void paid(Payout payout, Instant now) {
        if (!payouts.paid(payout.id(), now)) return;
        ledger.payoutPaid(payout, now);
        tell("payout.paid", payout, Map.of());
    }

    private void failed(Payout payout, PayoutFailure why, Instant now) {
        if (!payouts.failed(payout.id(), why, now)) return;
        ledger.payoutFailed(payout, now);
        effects.refused(EffectKind.PAYOUT, payout.id().toString());
        if (why.isForTheAccount()) accounts.refused(payout, now);
        tell("payout.failed", payout, Map.of("why", why.code()));
    }

    private void tell(String action, Payout payout, Map<String, ?> facts) {
        audit.record(action, "payout/" + payout.id(), Map.of("amount", payout.amount()), facts);
    }
}

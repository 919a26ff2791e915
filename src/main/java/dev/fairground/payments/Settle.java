package dev.fairground.payments;

import dev.fairground.money.Money;
import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.effects.Effects;
import dev.fairground.platform.practices.Shows;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one place where what the provider has done becomes what we know. Answers, webhooks and the reconciliation all end here, in any
 * order and any number: the payment's row is locked first, and each step is taken only from the state before it, so a fact that comes
 * again, or late, changes nothing.
 */
@Component
@Shows("fx-webhook-narrow-update")
class Settle {

    private final IntentStore intents;
    private final RefundStore refunds;
    private final Ledger ledger;
    private final RefundPayment refundPayment;
    private final ApplicationEventPublisher events;
    private final Effects effects;
    private final Clock clock;

    Settle(
            IntentStore intents,
            RefundStore refunds,
            Ledger ledger,
            RefundPayment refundPayment,
            ApplicationEventPublisher events,
            Effects effects,
            Clock clock) {
        this.intents = intents;
        this.refunds = refunds;
        this.ledger = ledger;
        this.refundPayment = refundPayment;
        this.events = events;
        this.effects = effects;
        this.clock = clock;
    }

    @Transactional
    void payment(PaymentId id, ChargeOutcome outcome) {
        var intent = intents.lock(id).orElseThrow(PaymentRefused::noSuchPayment);
        var now = clock.instant();
        switch (outcome) {
            case ChargeOutcome.Captured(Money amount) -> captured(intent, amount, now);
            case ChargeOutcome.Declined(Decline why) -> declined(intent, why, now);
            case ChargeOutcome.Cancelled() -> cancelled(intent, now);
            case ChargeOutcome.Pending _ -> {} // its end comes by webhook or is asked for
        }
    }

    private void captured(Intent intent, Money amount, Instant now) {
        if (!amount.equals(intent.amount())) {
            throw new IllegalStateException(
                    "The provider took " + amount + " for payment " + intent.id() + " of " + intent.amount());
        }
        if (!intents.captured(intent.id(), now)) return;
        ledger.capture(intent, now);
        effects.happened(EffectKind.CHARGE, intent.id().toString());
        events.publishEvent(new PaymentCaptured(intent.id(), intent.reference(), amount));
        if (intent.cancelled()) refundPayment.refund(intent.reference(), amount, CancelPayment.WHY);
    }

    private void declined(Intent intent, Decline why, Instant now) {
        if (!intents.declined(intent.id(), why.code(), now)) return;
        effects.refused(EffectKind.CHARGE, intent.id().toString());
        events.publishEvent(new PaymentDeclined(intent.id(), intent.reference(), why.code(), why.sentence()));
    }

    /** Nobody here asked for it to be given up, so it was time that ran out, or somebody at the provider. */
    private void cancelled(Intent intent, Instant now) {
        if (!intent.cancelled()) {
            declined(intent, Decline.PROVIDER_SILENT, now);
        } else if (intents.voided(intent.id(), now)) {
            effects.refused(EffectKind.CHARGE, intent.id().toString());
            events.publishEvent(new PaymentVoided(intent.id(), intent.reference()));
        }
    }

    @Transactional
    void refund(RefundId id, RefundOutcome outcome) {
        var intent = intents.lock(id).orElseThrow(PaymentRefused::noSuchPayment);
        var refund = refunds.find(id).orElseThrow(PaymentRefused::noSuchPayment);
        var now = clock.instant();
        switch (outcome) {
            case RefundOutcome.Completed(String ref) -> completed(intent, refund, ref, now);
            case RefundOutcome.Failed() -> failed(intent, refund, now);
            case RefundOutcome.Pending(String ref) -> refunds.accepted(id, ref);
        }
    }

    private void completed(Intent intent, Refund refund, String ref, Instant now) {
        if (!refunds.completed(refund.id(), ref, now)) return;
        ledger.refund(intent, refund, now);
        effects.happened(EffectKind.REFUND, refund.id().toString());
        boolean inFull = refunds.completedMinor(intent.id()) == intent.amount().amountMinor();
        if (inFull) effects.undone(EffectKind.CHARGE, intent.id().toString());
        events.publishEvent(new RefundCompleted(refund.id(), intent.reference(), refund.amount(), inFull));
    }

    private void failed(Intent intent, Refund refund, Instant now) {
        if (!refunds.failed(refund.id(), now)) return;
        intents.release(refund);
        effects.refused(EffectKind.REFUND, refund.id().toString());
        effects.stands(EffectKind.CHARGE, intent.id().toString());
        if (refund.state() == Refund.State.COMPLETED) ledger.refundReturned(intent, refund, now);
        events.publishEvent(new RefundFailed(refund.id(), intent.reference(), refund.amount()));
    }
}

package dev.fairground.payments;

import dev.fairground.money.Money;
import dev.fairground.platform.errors.Kind;
import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;

/** Every "no" of payments. A card that is declined is none: it is news, and travels as {@link PaymentDeclined}. */
final class PaymentRefused extends Refusal {

    static final Reason NO_SUCH_PAYMENT = Reason.notFound("no-such-payment", "There is no such payment.");

    static final Reason ALREADY_REQUESTED = Reason.conflict(
                    "payment-already-requested", "Payment for this was requested before.")
            .heldBy("intent_once_per_reference");

    static final Reason AMOUNT_NOT_PAYABLE = Reason.invalid(
                    "amount-not-payable", "amount", "The amount must be more than nothing, and cover its fee.")
            .heldBy("intent_amount_positive", "intent_fee_within_amount");

    static final Reason METHOD_MALFORMED = Reason.invalid(
                    "payment-method-malformed", "method", "This is not the name of a payment method.")
            .heldBy("intent_method_form");

    static final Reason NOT_CAPTURED =
            Reason.conflict("payment-not-captured", "Only money that has been taken can be given back.");

    static final Reason REFUND_NOT_POSITIVE = Reason.invalid(
                    "refund-not-positive", "amount", "A refund gives back more than nothing.")
            .heldBy("refund_amount_positive");

    static final Reason REFUND_WITHOUT_REASON = Reason.invalid(
                    "refund-without-reason", "why", "A refund says why, in at most 200 characters.")
            .heldBy("refund_why_length");

    static final Reason REFUND_TOO_LARGE = Reason.of(
                    Kind.CONFLICT, "refund-too-large", "More than what is left of the payment cannot be given back.")
            .heldBy("intent_refunded_within_amount");

    static final Reason DISPUTED = Reason.conflict(
            "payment-disputed", "The payer's bank has taken this money back already, or is about to decide on it.");

    static final Reason PAYOUT_ACCOUNT_MALFORMED = Reason.invalid(
                    "payout-account-malformed",
                    "destination",
                    "This is not the payment provider's token for a bank account or card.")
            .heldBy("payout_account_destination_form");

    static final Reason NO_SUCH_WEBHOOK_EVENT = Reason.notFound(
            "no-such-webhook-event", "There is no such event in the inbox, or it was too old to be kept.");

    static final Reason REPLAY_UNCLEAR =
            Reason.invalid("replay-unclear", "ids", "Name either ids, or a time by from and to.");

    static final Reason REPLAY_TOO_WIDE =
            Reason.invalid("replay-too-wide", "to", "More than 500 events came in that time. Choose a shorter one.");

    private PaymentRefused(Reason reason) {
        super(reason);
    }

    private PaymentRefused(Reason reason, String detail) {
        super(reason, detail);
    }

    static PaymentRefused noSuchPayment() {
        return new PaymentRefused(NO_SUCH_PAYMENT);
    }

    static PaymentRefused alreadyRequested() {
        return new PaymentRefused(ALREADY_REQUESTED);
    }

    static PaymentRefused amountNotPayable() {
        return new PaymentRefused(AMOUNT_NOT_PAYABLE);
    }

    static PaymentRefused methodMalformed() {
        return new PaymentRefused(METHOD_MALFORMED);
    }

    static PaymentRefused notCaptured() {
        return new PaymentRefused(NOT_CAPTURED);
    }

    static PaymentRefused refundNotPositive() {
        return new PaymentRefused(REFUND_NOT_POSITIVE);
    }

    static PaymentRefused refundWithoutReason() {
        return new PaymentRefused(REFUND_WITHOUT_REASON);
    }

    static PaymentRefused refundTooLarge(Money left) {
        return new PaymentRefused(REFUND_TOO_LARGE, "No more than " + left + " can be given back.");
    }

    static PaymentRefused disputed() {
        return new PaymentRefused(DISPUTED);
    }

    static PaymentRefused payoutAccountMalformed() {
        return new PaymentRefused(PAYOUT_ACCOUNT_MALFORMED);
    }

    static PaymentRefused noSuchWebhookEvent() {
        return new PaymentRefused(NO_SUCH_WEBHOOK_EVENT);
    }

    static PaymentRefused replayUnclear() {
        return new PaymentRefused(REPLAY_UNCLEAR);
    }

    static PaymentRefused replayTooWide() {
        return new PaymentRefused(REPLAY_TOO_WIDE);
    }
}

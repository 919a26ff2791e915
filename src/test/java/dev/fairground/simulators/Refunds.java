package dev.fairground.simulators;

import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/refunds}, and the disputes that a buyer's bank opens. */
final class Refunds {

    /** The documented test cards whose refunds end later than they begin, and how. */
    private static final String PENDING_FIRST = "pm_card_pendingRefund";

    private static final String FAILS_LATER = "pm_card_refundFail";

    /** The kind of document that remembers such a refund, so that a restart brings it to its end. */
    static final String UNSETTLED = "unsettled";

    /** What the provider takes for the trouble of a dispute, and gives back with one that is won. */
    static final long DISPUTE_COST = 1500;

    ObjectNode create(Form form, Change change) {
        form.allowing("payment_intent", "charge", "amount", "reason", "metadata");
        var charge = change.load("charge", "payment_intent", chargeId(form, change));
        long left = charge.path("amount_captured").asLong()
                - charge.path("amount_refunded").asLong();
        long amount = form.amount().orElse(left);
        if (charge.path("refunded").asBoolean()) {
            throw StripeError.conflict(
                    "charge_already_refunded", "Charge " + id(charge) + " has already been refunded.");
        }
        if (charge.path("disputed").asBoolean()) {
            throw StripeError.conflict("charge_disputed", "Charge " + id(charge) + " has been charged back.");
        }
        if (amount > left || left == 0) throw StripeError.refundTooLarge(amount, left);

        charge.put("amount_refunded", charge.path("amount_refunded").asLong() + amount)
                .put("refunded", amount == left);
        change.keep(charge);
        var refund = refund(form, amount, charge, change);
        change.keep(refund);
        Balance.move(change, "refund", refund, -amount);
        change.announce("refund.created", refund);
        change.announce("charge.refunded", charge);
        if (endsLater(charge))
            change.keep(
                    UNSETTLED,
                    id(refund),
                    Json.object().put("refund", id(refund)).put("settled", false));
        else change.announce("refund.updated", refund);
        return refund;
    }

    /** The end of a refund that was not at its end when it was made. */
    void settle(String refundId, Change change) {
        if (change.load(UNSETTLED, "id", refundId).path("settled").asBoolean()) return;
        var refund = change.load("refund", "id", refundId);
        if (refund.path("status").asString().equals("pending")) refund.put("status", "succeeded");
        else fail(refund, change);
        change.keep(refund);
        change.keep(UNSETTLED, refundId, Json.object().put("refund", refundId).put("settled", true));
        change.announce("refund.updated", refund);
    }

    ObjectNode dispute(String intentId, Change change) {
        var intent = change.load("payment_intent", "payment_intent", intentId);
        var charge = change.load(
                "charge", "payment_intent", intent.path("latest_charge").asString());
        long left = charge.path("amount_captured").asLong()
                - charge.path("amount_refunded").asLong();
        if (left == 0 || charge.path("disputed").asBoolean()) {
            throw StripeError.conflict(
                    "charge_not_disputable", "Nothing of " + id(charge) + " is left to be disputed.");
        }
        change.keep(charge.put("disputed", true));
        var dispute =
                change.create("dispute", "dp").put("status", "needs_response").put("reason", "fraudulent");
        dispute.put("payment_intent", intentId).put("charge", id(charge));
        dispute.put("amount", left).put("currency", charge.path("currency").asString());
        dispute.set("metadata", Json.object());
        dispute.putArray("balance_transactions")
                .add(Balance.move(change, "adjustment", "dispute", dispute, -left, DISPUTE_COST));
        change.keep(dispute);
        change.announce("charge.dispute.created", dispute);
        change.announce("charge.dispute.funds_withdrawn", dispute);
        return dispute;
    }

    /** The merchant has nothing to say against it, and so has lost it. */
    ObjectNode concede(String disputeId, Change change) {
        return close(disputeId, "lost", change);
    }

    /** The bank believes the merchant, who has the money again. */
    ObjectNode win(String disputeId, Change change) {
        var dispute = close(disputeId, "won", change);
        var charge = change.load("charge", "charge", dispute.path("charge").asString());
        change.keep(charge.put("disputed", false));
        dispute.withArray("balance_transactions")
                .add(Balance.move(
                        change,
                        "adjustment",
                        "dispute_reversal",
                        dispute,
                        dispute.path("amount").asLong(),
                        -DISPUTE_COST));
        change.keep(dispute);
        change.announce("charge.dispute.funds_reinstated", dispute);
        return dispute;
    }

    private static ObjectNode close(String disputeId, String status, Change change) {
        var dispute = change.load("dispute", "dispute", disputeId);
        if (!dispute.path("status").asString().equals("needs_response")) {
            throw StripeError.conflict("dispute_closed", "Dispute " + disputeId + " is closed.");
        }
        change.keep(dispute.put("status", status));
        change.announce("charge.dispute.closed", dispute);
        return dispute;
    }

    private static String chargeId(Form form, Change change) {
        var charge = form.text("charge");
        if (charge.isPresent()) return charge.get();
        var intent = change.load("payment_intent", "payment_intent", form.required("payment_intent"));
        if (intent.path("status").asString().equals("succeeded"))
            return intent.path("latest_charge").asString();
        throw StripeError.conflict(
                "payment_intent_unexpected_state", "This PaymentIntent does not have a successful charge to refund.");
    }

    private static ObjectNode refund(Form form, long amount, ObjectNode charge, Change change) {
        var refund = change.create("refund", "re").put("amount", amount);
        refund.put("charge", id(charge));
        refund.put("payment_intent", charge.path("payment_intent").asString());
        refund.put("currency", charge.path("currency").asString());
        refund.put("reason", form.text("reason").orElse(null));
        refund.set("metadata", form.metadata());
        return refund.put("status", card(charge).equals(PENDING_FIRST) ? "pending" : "succeeded");
    }

    private static boolean endsLater(ObjectNode charge) {
        return card(charge).equals(PENDING_FIRST) || card(charge).equals(FAILS_LATER);
    }

    private static String card(ObjectNode charge) {
        return charge.path("payment_method").asString();
    }

    private static String id(ObjectNode object) {
        return object.path("id").asString();
    }

    /** The buyer's bank sends the money back, so it is the seller's again. */
    private static void fail(ObjectNode refund, Change change) {
        var charge = change.load("charge", "charge", refund.path("charge").asString());
        long refunded =
                charge.path("amount_refunded").asLong() - refund.path("amount").asLong();
        change.keep(charge.put("amount_refunded", refunded).put("refunded", false));
        Balance.move(change, "refund_failure", refund, refund.path("amount").asLong());
        refund.put("status", "failed").put("failure_reason", "lost_or_stolen_card");
        change.announce("refund.failed", refund);
    }
}

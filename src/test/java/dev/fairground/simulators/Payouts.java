package dev.fairground.simulators;

import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/payouts}: from the merchant's balance to a bank account, which takes it in later or sends it back. */
final class Payouts {

    /** Accounts that send back what comes, by the end of the token's name as the documented test accounts have it. */
    private static final Map<String, String> FAILING =
            Map.of("_accountClosed", "account_closed", "_noAccount", "no_account");

    private final Dials dials;

    Payouts(Dials dials) {
        this.dials = dials;
    }

    ObjectNode create(Form form, Change change) {
        form.allowing("amount", "currency", "destination", "metadata", "method", "statement_descriptor", "description");
        long amount = form.amount().orElseThrow(() -> StripeError.missing("amount"));
        var currency = form.required("currency").toLowerCase(Locale.ROOT);
        var destination = form.required("destination");
        if (!destination.matches("(ba|btok|card)_.+")) {
            throw StripeError.noSuch("external account", "destination", destination);
        }
        if (Balance.of(change.all("balance_transaction"), currency) < amount) {
            throw StripeError.conflict("balance_insufficient", "You have insufficient funds in your account.");
        }
        var payout = change.create("payout", "po").put("amount", amount).put("currency", currency);
        payout.put("destination", destination).put("status", "pending").put("method", "standard");
        payout.putNull("failure_code").putNull("failure_message").set("metadata", form.metadata());
        Balance.move(change, "payout", payout, -amount);
        change.keep(payout);
        change.announce("payout.created", payout);
        return payout;
    }

    boolean arrives(JsonNode payout) {
        return payout.path("status").asString().equals("pending") && !dials.on("payoutsHeld");
    }

    /** What the bank does with it. */
    void settle(String id, Change change) {
        var payout = change.load("payout", "id", id);
        if (!arrives(payout)) return;
        var failure = failure(payout.path("destination").asString());
        if (failure.isEmpty()) {
            payout.put("status", "paid");
        } else {
            payout.put("status", "failed").put("failure_code", failure);
            Balance.move(change, "payout_failure", payout, payout.path("amount").asLong());
        }
        change.keep(payout);
        change.announce(failure.isEmpty() ? "payout.paid" : "payout.failed", payout);
    }

    private String failure(String destination) {
        return FAILING.entrySet().stream()
                .filter(account -> destination.endsWith(account.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(dials.text("payoutFailure"));
    }
}

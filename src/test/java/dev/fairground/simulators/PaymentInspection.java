package dev.fairground.simulators;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an invariant wants to know: what really happened at the provider, whatever its customer believes. */
final class PaymentInspection {

    private final Documents documents;

    PaymentInspection(Documents documents) {
        this.documents = documents;
    }

    /** All counts, and for each value of {@code metadata[reference]} how often it was charged with success. */
    ObjectNode journal(int webhooksWaiting) {
        var summary = totals(documents.all("charge"));
        summary.put("paymentIntents", documents.all("payment_intent").size());
        summary.put("refunds", documents.all("refund").size());
        summary.put("events", documents.all("event").size());
        summary.put("payouts", documents.all("payout").size());
        summary.put("balance", sum(documents.all("balance_transaction"), "net"));
        summary.put("webhooksWaiting", webhooksWaiting);
        var references = summary.putObject("references");
        for (var charge : documents.all("charge")) {
            var reference = charge.path("metadata").path("reference").asString("");
            if (reference.isEmpty() || !succeeded(charge)) continue;
            references.put(reference, references.path(reference).asInt(0) + 1);
        }
        return summary;
    }

    /** Charges with this reference as any metadata value or as transfer group. */
    ObjectNode charges(String reference) {
        var matching = documents.all("charge").stream()
                .filter(charge -> charge.path("transfer_group").asString("").equals(reference)
                        || charge.path("metadata").values().stream()
                                .anyMatch(value -> value.asString("").equals(reference)))
                .toList();
        var found = totals(matching).put("reference", reference);
        found.set("charges", Json.array(matching));
        return found;
    }

    private static ObjectNode totals(List<ObjectNode> charges) {
        long succeeded = charges.stream().filter(PaymentInspection::succeeded).count();
        return Json.object()
                .put("succeeded", succeeded)
                .put("failed", charges.size() - succeeded)
                .put("amountCaptured", sum(charges, "amount_captured"))
                .put("amountRefunded", sum(charges, "amount_refunded"));
    }

    private static boolean succeeded(JsonNode charge) {
        return charge.path("status").asString().equals("succeeded");
    }

    private static long sum(List<ObjectNode> charges, String property) {
        return charges.stream()
                .mapToLong(charge -> charge.path(property).asLong())
                .sum();
    }
}

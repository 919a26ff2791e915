package dev.fairground.simulators;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The lines of the merchant's balance: each movement of money once, never changed. */
final class Balance {

    private Balance() {}

    static ObjectNode move(Change change, String type, ObjectNode source, long amount) {
        return move(change, type, type, source, amount, 0);
    }

    /** {@code amount} comes in, or goes out if negative; {@code fee} is what the provider takes besides. */
    static ObjectNode move(Change change, String type, String category, ObjectNode source, long amount, long fee) {
        var line = change.create("balance_transaction", "txn").put("type", type).put("reporting_category", category);
        line.put("amount", amount).put("fee", fee).put("net", amount - fee);
        line.put("currency", source.path("currency").asString())
                .put("source", source.path("id").asString())
                .put("status", "available");
        change.keep(line);
        return line;
    }

    static long of(List<ObjectNode> lines, String currency) {
        return lines.stream()
                .filter(line -> line.path("currency").asString().equals(currency))
                .mapToLong(line -> line.path("net").asLong())
                .sum();
    }
}

package dev.fairground.simulators;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Stripe's lists: newest first, {@code limit} at a time, going on after the id in {@code starting_after}. */
final class PaymentLists {

    private final Documents documents;

    PaymentLists(Documents documents) {
        this.documents = documents;
    }

    /** Besides paging, a list can be narrowed by {@code filters}, each an equally named property of the objects. */
    ObjectNode list(String kind, Request request, String... filters) {
        var query = new Form(request.query());
        for (var name : query.values().keySet()) {
            if (!List.of("limit", "starting_after", "created[gte]", "created[lt]", "expand[]")
                            .contains(name)
                    && !List.of(filters).contains(name)) {
                throw StripeError.unknown(name);
            }
        }
        var matching = documents.all(kind).reversed().stream()
                .filter(object -> created(object)
                        >= query.text("created[gte]").map(Long::parseLong).orElse(0L))
                .filter(object -> created(object)
                        < query.text("created[lt]").map(Long::parseLong).orElse(Long.MAX_VALUE))
                .filter(object -> List.of(filters).stream()
                        .allMatch(filter -> query.text(filter)
                                .map(object.path(filter).asString("")::equals)
                                .orElse(true)))
                .toList();
        int from = query.text("starting_after")
                .map(id -> after(id, kind, matching))
                .orElse(0);
        int to = Math.min(from + limit(query), matching.size());
        var list =
                Json.object().put("object", "list").put("url", request.path()).put("has_more", to < matching.size());
        var data = matching.subList(from, to);
        boolean expanded = query.text("expand[]").filter("data.source"::equals).isPresent();
        list.set(
                "data",
                Json.array(expanded ? data.stream().map(this::withSource).toList() : data));
        return list;
    }

    private static long created(ObjectNode object) {
        return object.path("created").asLong();
    }

    /** A copy with the object in the place of its id. */
    private ObjectNode withSource(ObjectNode line) {
        var id = line.path("source").asString();
        var copy = line.deepCopy();
        Stream.of("charge", "refund", "dispute", "payout")
                .flatMap(kind -> documents.find(kind, id).stream())
                .findFirst()
                .ifPresent(source -> copy.set("source", source));
        return copy;
    }

    private static int after(String id, String kind, List<ObjectNode> matching) {
        return IntStream.range(0, matching.size())
                        .filter(i -> matching.get(i).path("id").asString().equals(id))
                        .findFirst()
                        .orElseThrow(() -> StripeError.noSuch(kind, "starting_after", id))
                + 1;
    }

    private static int limit(Form query) {
        var limit = query.text("limit").orElse("10");
        if (limit.matches("[1-9][0-9]?|100")) return Integer.parseInt(limit);
        throw StripeError.invalid("parameter_invalid_integer", "Limit must be between 1 and 100.", "limit");
    }
}

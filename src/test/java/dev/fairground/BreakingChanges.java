package dev.fairground;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What in a newer document of the API breaks a program written against the older one. More may be answered and less demanded; an address,
 * a status, a field or a value that was promised stays, in its type. What is new altogether is nobody's business.
 */
final class BreakingChanges {

    /** A limit on what callers send, and whether a greater one is the narrower one. */
    private static final Map<String, Boolean> LIMITS = Map.of(
            "maxLength",
            false,
            "maximum",
            false,
            "maxItems",
            false,
            "minLength",
            true,
            "minimum",
            true,
            "minItems",
            true);

    private final JsonNode old;
    private final JsonNode now;
    private final List<String> found = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    private BreakingChanges(JsonNode old, JsonNode now) {
        this.old = old;
        this.now = now;
    }

    /** One sentence for each, in the order of the older document; empty where nothing breaks. */
    static List<String> between(JsonNode old, JsonNode now) {
        var changes = new BreakingChanges(old, now);
        old.path("paths").forEachEntry((path, operations) -> changes.operations(path, operations));
        return List.copyOf(changes.found);
    }

    private void operations(String path, JsonNode operations) {
        operations.forEachEntry((method, operation) -> {
            String name = method.toUpperCase(java.util.Locale.ROOT) + " " + path;
            var then = now.path("paths").path(path).path(method);
            if (then.isMissingNode()) {
                found.add(name + " is gone");
            } else {
                operation(name, operation, then);
            }
        });
    }

    private void operation(String name, JsonNode before, JsonNode then) {
        parameters(name, before, then);
        sent(name + " body", json(before.path("requestBody")), json(then.path("requestBody")));
        if (before.path("requestBody").isMissingNode()
                && then.at("/requestBody/required").asBoolean()) {
            found.add(name + " demands a body");
        }
        before.path("responses").forEachEntry((status, response) -> {
            var answer = then.path("responses").path(status);
            if (answer.isMissingNode()) {
                found.add(name + " answers " + status + " no more");
            } else {
                answered(name + " " + status, json(response), json(answer));
            }
        });
        var scopes = words(before.path("security").findValues("bearer").stream());
        words(then.path("security").findValues("bearer").stream()).stream()
                .filter(scope -> !scopes.contains(scope))
                .forEach(scope -> found.add(name + " demands the scope " + scope));
    }

    private void parameters(String name, JsonNode before, JsonNode then) {
        var kept = byName(then);
        byName(before).forEach((parameter, shape) -> {
            var other = kept.get(parameter);
            if (other == null) {
                found.add(name + " takes " + parameter + " no more");
            } else {
                newlyDemanded(name, parameter, shape.path("required").asBoolean(), other);
                sent(name + " " + parameter, shape.path("schema"), other.path("schema"));
            }
        });
        kept.forEach((parameter, shape) -> {
            if (!byName(before).containsKey(parameter)) newlyDemanded(name, parameter, false, shape);
        });
    }

    private void newlyDemanded(String name, String parameter, boolean before, JsonNode then) {
        if (!before && then.path("required").asBoolean()) found.add(name + " demands " + parameter);
    }

    /** What callers send: nothing more may be demanded of it. */
    private void sent(String where, JsonNode before, JsonNode then) {
        shapes(where, before, then, true);
    }

    /** What they are answered: nothing of it may be missing. */
    private void answered(String where, JsonNode before, JsonNode then) {
        shapes(where, before, then, false);
    }

    private void shapes(String where, JsonNode reference, JsonNode other, boolean sent) {
        if (reference.isMissingNode()) return;
        if (reference.has("$ref") && !compared.add(where.split(" ")[0] + sent + reference.path("$ref") + other)) return;
        var before = resolved(old, reference);
        var then = resolved(now, other);
        if (!kind(before).equals(kind(then))) {
            found.add(where + " was " + kind(before) + " and is " + kind(then));
            return;
        }
        values(where, before, then);
        if (sent) limits(where, before, then);
        shapes(where + "[]", before.path("items"), then.path("items"), sent);
        before.path("properties").forEachEntry((field, shape) -> {
            var kept = then.path("properties").path(field);
            if (kept.isMissingNode()) {
                found.add(where + " has lost " + field);
            } else {
                shapes(where + "." + field, shape, kept, sent);
            }
        });
        var less = words(Stream.of((sent ? then : before).path("required")));
        less.removeAll(words(Stream.of((sent ? before : then).path("required"))));
        less.stream()
                .filter(field -> then.path("properties").has(field))
                .forEach(field -> found.add(where + (sent ? " demands " : " may lack ") + field));
    }

    private void values(String where, JsonNode before, JsonNode then) {
        if (!before.has("enum") && then.has("enum")) found.add(where + " takes only some values");
        if (!then.has("enum")) return;
        var kept = words(Stream.of(then.path("enum")));
        words(Stream.of(before.path("enum"))).stream()
                .filter(value -> !kept.contains(value))
                .forEach(value -> found.add(where + " has lost the value " + value));
    }

    private void limits(String where, JsonNode before, JsonNode then) {
        LIMITS.forEach((limit, greaterIsNarrower) -> {
            if (!then.has(limit)) return;
            double was = before.path(limit).asDouble(greaterIsNarrower ? Double.NEGATIVE_INFINITY : Double.MAX_VALUE);
            double is = then.path(limit).asDouble();
            if (greaterIsNarrower ? is > was : is < was) found.add(where + " is narrower: " + limit);
        });
        if (then.has("pattern") && !then.path("pattern").equals(before.path("pattern"))) {
            found.add(where + " is narrower: pattern");
        }
    }

    private static String kind(JsonNode shape) {
        var format = shape.path("format").asString("");
        return shape.path("type").asString("anything") + (format.isEmpty() ? "" : " " + format);
    }

    private static JsonNode resolved(JsonNode document, JsonNode shape) {
        return shape.has("$ref") ? document.at(shape.path("$ref").asString().substring(1)) : shape;
    }

    private static JsonNode json(JsonNode holder) {
        return holder.path("content")
                .valueStream()
                .findFirst()
                .orElse(holder.path("none"))
                .path("schema");
    }

    private static Map<String, JsonNode> byName(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .collect(Collectors.toMap(one -> one.path("name").asString(), one -> one));
    }

    private static Set<String> words(Stream<JsonNode> lists) {
        return lists.flatMap(JsonNode::valueStream)
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}

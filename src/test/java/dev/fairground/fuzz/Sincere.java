package dev.fairground.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What an honest client would send, as far as a document tells. What no document tells, such as which order is the buyer's, stands in
 * {@code known}: by the name of a field, or by what a path calls the thing in front of its id.
 */
final class Sincere {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int SHORT = 12;

    private final Endpoint endpoint;
    private final Map<String, List<String>> known;
    private final Random random;

    Sincere(Endpoint endpoint, Map<String, List<String>> known, Random random) {
        this.endpoint = endpoint;
        this.known = known;
        this.random = random;
    }

    JsonNode body() {
        return value("", endpoint.bodySchema());
    }

    /** The path with something in the place of each variable. */
    String path() {
        String[] before = {""};
        var parts = endpoint.path().split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            var variable = Endpoint.VARIABLE.matcher(parts[i]);
            if (variable.matches()) parts[i] = filled(variable, before[0]);
            else before[0] = parts[i];
        }
        return String.join("/", parts);
    }

    private String filled(Matcher variable, String collection) {
        String name = variable.group(1);
        return known(name.equals("id") ? singular(collection) : name);
    }

    private static String singular(String collection) {
        return collection.replaceFirst("ies$", "y").replaceFirst("s$", "");
    }

    String known(String name) {
        var values = known.getOrDefault(name, List.of());
        return values.isEmpty() ? new UUID(random.nextLong(), random.nextLong()).toString() : one(values);
    }

    JsonNode value(String name, JsonNode reference) {
        var schema = endpoint.resolve(reference);
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema);
            case "array" -> array(singular(name), schema);
            case "integer" -> NODES.numberNode(whole(name, schema));
            case "number" -> NODES.numberNode(java.math.BigDecimal.valueOf(100 + random.nextInt(9000), 2));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.stringNode(text(name, schema));
        };
    }

    private JsonNode object(JsonNode schema) {
        var object = NODES.objectNode();
        var required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").forEachEntry((name, property) -> {
            if (required.contains(name) || random.nextBoolean()) object.set(name, value(name, property));
        });
        return object;
    }

    private JsonNode array(String name, JsonNode schema) {
        var array = NODES.arrayNode();
        int size = Math.max(1, schema.path("minItems").asInt(0));
        for (int i = 0; i < size; i++) {
            array.add(value(name, schema.path("items")));
        }
        return array;
    }

    private int whole(String name, JsonNode schema) {
        if (known.containsKey(name)) return Integer.parseInt(known(name));
        int least = schema.path("minimum").asInt(1);
        return least + random.nextInt(Math.min(50, schema.path("maximum").asInt(1000) - least + 1));
    }

    private String text(String name, JsonNode schema) {
        if (known.containsKey(name) || schema.path("format").asString("").equals("uuid")) return known(name);
        var letters = new StringBuilder();
        int length = Math.max(
                schema.path("minLength").asInt(0),
                Math.min(SHORT, schema.path("maxLength").asInt(SHORT)));
        while (letters.length() < length) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}

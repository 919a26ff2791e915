package dev.fairground.simulators;

import java.util.Collection;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON trees, which suit a simulator better than classes: it must be able to answer in a shape nobody expects. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array(Collection<? extends JsonNode> items) {
        return MAPPER.createArrayNode().addAll(items);
    }

    static ArrayNode texts(Collection<String> items) {
        var array = MAPPER.createArrayNode();
        items.forEach(array::add);
        return array;
    }

    /** Reads an object; an empty text is an empty object. */
    static ObjectNode parse(String text) {
        if (text.isBlank()) return object();
        if (MAPPER.readTree(text) instanceof ObjectNode object) return object;
        throw new IllegalArgumentException("A JSON object is expected");
    }

    /** A copy in which every property's name, at any depth, went through {@code rename}. */
    static JsonNode renamed(JsonNode node, UnaryOperator<String> rename) {
        if (node.isArray()) {
            return array(
                    node.values().stream().map(item -> renamed(item, rename)).toList());
        }
        if (!node.isObject()) return node;
        var copy = object();
        node.properties().forEach(entry -> copy.set(rename.apply(entry.getKey()), renamed(entry.getValue(), rename)));
        return copy;
    }
}

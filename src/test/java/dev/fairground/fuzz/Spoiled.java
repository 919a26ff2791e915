package dev.fairground.fuzz;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that were honest once. */
final class Spoiled {

    private static final JsonMapper PLAIN = new JsonMapper();
    private static final JsonMapper ESCAPED =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final int DEEP = 10_000;

    private final Random random;
    private final Nonsense nonsense;

    Spoiled(Random random) {
        this.random = random;
        this.nonsense = new Nonsense(random);
    }

    /** Escaped or not, since a lone half of a pair survives only escaped. */
    byte[] written(JsonNode body) {
        return (random.nextBoolean() ? PLAIN : ESCAPED).writeValueAsString(body).getBytes(UTF_8);
    }

    /** One thing in it is gone, added, or another. */
    JsonNode inOnePlace(JsonNode honest) {
        var places = new ArrayList<JsonNode>();
        collect(honest, places);
        if (places.isEmpty()) return nonsense.value();
        var place = places.get(random.nextInt(places.size()));
        if (place instanceof ObjectNode object) change(object);
        if (place instanceof ArrayNode array) change(array);
        return honest;
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainer()) into.add(node);
        node.forEach(inner -> collect(inner, into));
    }

    private void change(ObjectNode object) {
        var names = List.copyOf(object.propertyNames());
        if (names.isEmpty() || random.nextInt(8) == 0) {
            object.set(nonsense.text(), nonsense.value());
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(8)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.set(name.toUpperCase(java.util.Locale.ROOT), object.path(name));
            case 3, 4 -> object.put(name, nonsense.text());
            default -> object.set(name, nonsense.value());
        }
    }

    private void change(ArrayNode array) {
        switch (random.nextInt(4)) {
            case 0 -> array.removeAll();
            case 1 -> array.add(nonsense.value());
            case 2 -> {
                for (int i = 0; i < 200; i++) array.add(array.path(0));
            }
            default -> array.addNull();
        }
    }

    /** No longer the document that it was, and often none at all. */
    byte[] asAWhole(JsonNode honest) {
        String text = PLAIN.writeValueAsString(honest);
        return switch (random.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> text.substring(0, random.nextInt(text.length())).getBytes(UTF_8);
            case 2 -> (text + text).getBytes(UTF_8);
            case 3 -> ("\ufeff" + text).getBytes(UTF_8);
            case 4 -> text.getBytes(UTF_16LE);
            case 5 -> PLAIN.writeValueAsBytes(nonsense.value());
            case 6 -> text.replaceFirst("(\"[a-zA-Z]+\":)", "$1 1, $1").getBytes(UTF_8);
            case 7 -> text.replaceFirst(":", ":" + deep()).getBytes(UTF_8);
            case 8 -> deep().getBytes(UTF_8);
            case 9 -> withByte(text.getBytes(UTF_8), (byte) (0x80 + random.nextInt(0x80)));
            case 10 -> withByte(text.getBytes(UTF_8), (byte) random.nextInt(0x20));
            default -> ("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>").getBytes(UTF_8);
        };
    }

    private String deep() {
        return random.nextBoolean()
                ? "[".repeat(DEEP) + "]".repeat(DEEP)
                : "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP);
    }

    private byte[] withByte(byte[] text, byte wrong) {
        text[random.nextInt(text.length)] = wrong;
        return text;
    }
}

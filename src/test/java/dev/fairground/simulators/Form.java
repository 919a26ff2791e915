package dev.fairground.simulators;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A form's parameters, read as strictly as Stripe reads them. */
record Form(Map<String, String> values) {

    /** The names allowed; {@code metadata} stands for every {@code metadata[…]}. */
    Form allowing(String... names) {
        var allowed = Set.of(names);
        for (var name : values.keySet()) {
            if (!allowed.contains(name.replaceFirst("\\[.*", ""))) throw StripeError.unknown(name);
        }
        return this;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> StripeError.missing(name));
    }

    boolean flag(String name) {
        return text(name).map("true"::equals).orElse(false);
    }

    Optional<Long> amount() {
        return text("amount").map(Form::positive);
    }

    /** {@code metadata[order]=7} as {@code {"order": "7"}}. */
    ObjectNode metadata() {
        var metadata = Json.object();
        values.forEach((name, value) -> {
            if (name.startsWith("metadata[") && name.endsWith("]")) {
                metadata.put(name.substring("metadata[".length(), name.length() - 1), value);
            }
        });
        return metadata;
    }

    private static long positive(String digits) {
        if (!digits.matches("[0-9]{1,18}") || Long.parseLong(digits) == 0) {
            throw StripeError.invalid("parameter_invalid_integer", "Invalid positive integer: " + digits, "amount");
        }
        return Long.parseLong(digits);
    }
}

package dev.fairground.listings;

import dev.fairground.catalog.Attribute;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is said of a thing in the terms of its category: key to value, each value as text. */
record Attributes(SortedMap<String, String> values) {

    static final Attributes NONE = new Attributes(new TreeMap<>());

    private static final JsonMapper JSON = JsonMapper.shared();

    Attributes {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Refuses what the category does not know, and values that are not of the attribute's kind. Numbers lose their idle zeros. */
    Attributes checked(List<Attribute> known) {
        var checked = new TreeMap<String, String>();
        values.forEach((key, value) -> {
            var attribute = known.stream()
                    .filter(candidate -> candidate.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> ListingRefused.unknownAttribute(key));
            checked.put(key, checked(attribute, value));
        });
        return new Attributes(checked);
    }

    private static String checked(Attribute attribute, String value) {
        return switch (attribute.kind()) {
            case CHOICE -> {
                if (!attribute.choices().contains(value)) {
                    throw ListingRefused.attributeValue(attribute, String.join(", ", attribute.choices()));
                }
                yield value;
            }
            case YES_NO -> {
                if (!value.equals("yes") && !value.equals("no")) {
                    throw ListingRefused.attributeValue(attribute, "yes, no");
                }
                yield value;
            }
            case NUMBER -> number(attribute, value);
        };
    }

    private static String number(Attribute attribute, String value) {
        if (!value.matches("[0-9]{1,9}([.][0-9]{1,4})?")) {
            throw ListingRefused.attributeValue(attribute, "a number");
        }
        return new BigDecimal(value).stripTrailingZeros().toPlainString();
    }

    /** Refuses to go before the public without what the category requires. */
    void mustHave(List<Attribute> known) {
        known.stream()
                .filter(attribute -> attribute.required() && !values.containsKey(attribute.key()))
                .findFirst()
                .ifPresent(attribute -> {
                    throw ListingRefused.attributeMissing(attribute);
                });
    }

    String json() {
        return JSON.writeValueAsString(values);
    }

    static Attributes of(String json) {
        return new Attributes(JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {}));
    }
}

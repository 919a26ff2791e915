package dev.fairground.catalog;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be said of a thing in a category, and in all categories below it.
 *
 * @param key its name in addresses and in listings
 * @param unit what a number counts, such as {@code cm}; null where it counts pieces, and for other kinds
 * @param choices the values that a choice may take; empty for other kinds
 * @param required whether a listing can be published without it
 */
public record Attribute(
        String key, String name, Kind kind, @Nullable String unit, List<String> choices, boolean required) {

    public Attribute {
        choices = List.copyOf(choices);
    }

    /** The same attribute with the choices of both. */
    Attribute or(Attribute other) {
        var both = Stream.concat(choices.stream(), other.choices.stream())
                .distinct()
                .toList();
        return new Attribute(key, name, kind, unit, both, required && other.required);
    }

    /** What its values look like. Each is written as text: a choice as listed, a number in plain decimals, {@code yes} or {@code no}. */
    public enum Kind {
        CHOICE,
        NUMBER,
        YES_NO
    }
}

package dev.fairground.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one category for ever; its name and its place in the tree may change. */
public record CategoryId(@JsonValue UUID value) {

    public static CategoryId next() {
        return new CategoryId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static CategoryId of(String text) {
        return new CategoryId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package dev.fairground.integrations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one system of a shop, as long as it is registered. */
record EndpointId(@JsonValue UUID value) {

    static EndpointId next() {
        return new EndpointId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static EndpointId of(String text) {
        return new EndpointId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package dev.fairground.orders;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one order for ever; it is also the reference under which its payment runs. */
public record OrderId(@JsonValue UUID value) {

    public static OrderId next() {
        return new OrderId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static OrderId of(String text) {
        return new OrderId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package dev.fairground.orders;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one return for ever. */
record ReturnId(@JsonValue UUID value) {

    static ReturnId next() {
        return new ReturnId(UuidV7.next());
    }

    /** Reads an id from a path; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static ReturnId of(String text) {
        return new ReturnId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

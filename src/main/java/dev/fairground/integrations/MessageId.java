package dev.fairground.integrations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one message for ever; it is the webhook-id that receivers see. */
record MessageId(@JsonValue UUID value) {

    static MessageId next() {
        return new MessageId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static MessageId of(String text) {
        return new MessageId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

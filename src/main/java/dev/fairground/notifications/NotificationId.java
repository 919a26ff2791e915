package dev.fairground.notifications;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one entry of one member's inbox. */
record NotificationId(@JsonValue UUID value) {

    static NotificationId next() {
        return new NotificationId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static NotificationId of(String text) {
        return new NotificationId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

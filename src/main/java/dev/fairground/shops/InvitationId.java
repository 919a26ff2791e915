package dev.fairground.shops;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one invitation to a shop's team. */
record InvitationId(@JsonValue UUID value) {

    static InvitationId next() {
        return new InvitationId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static InvitationId of(String text) {
        return new InvitationId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

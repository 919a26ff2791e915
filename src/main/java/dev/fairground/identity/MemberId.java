package dev.fairground.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one member for ever; a member's e-mail, handle and name may change. */
public record MemberId(@JsonValue UUID value) {

    public static MemberId next() {
        return new MemberId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static MemberId of(String text) {
        return new MemberId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

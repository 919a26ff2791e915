package dev.fairground.listings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one picture of a listing, wherever it stands among the others; the keys of its objects are made of it and never used again. */
record PictureId(@JsonValue UUID value) {

    static PictureId next() {
        return new PictureId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static PictureId of(String text) {
        return new PictureId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

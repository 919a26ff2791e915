package dev.fairground.listings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one listing for ever, through drafts, price changes and withdrawal. */
public record ListingId(@JsonValue UUID value) {

    public static ListingId next() {
        return new ListingId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static ListingId of(String text) {
        return new ListingId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package dev.fairground.shops;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one shop for ever: the tenant to whom listings, orders and money owed belong. */
public record ShopId(@JsonValue UUID value) {

    public static ShopId next() {
        return new ShopId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static ShopId of(String text) {
        return new ShopId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

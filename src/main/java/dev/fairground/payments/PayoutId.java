package dev.fairground.payments;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one payout for ever, here and, as idempotency key, at the provider. */
record PayoutId(@JsonValue UUID value) {

    static PayoutId next() {
        return new PayoutId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    static PayoutId of(String text) {
        return new PayoutId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package dev.fairground.payments;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one payment for ever, here and, as idempotency key, at the provider. */
public record PaymentId(@JsonValue UUID value) {

    public static PaymentId next() {
        return new PaymentId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static PaymentId of(String text) {
        return new PaymentId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

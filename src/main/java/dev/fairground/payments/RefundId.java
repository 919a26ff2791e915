package dev.fairground.payments;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one refund for ever, here and, as idempotency key, at the provider. */
public record RefundId(@JsonValue UUID value) {

    public static RefundId next() {
        return new RefundId(UuidV7.next());
    }

    /** Reads an id from a path or a document; throws {@link IllegalArgumentException} if it is none. */
    @JsonCreator
    public static RefundId of(String text) {
        return new RefundId(UuidV7.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

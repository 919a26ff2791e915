package dev.fairground.orders;

import dev.fairground.payments.RefundId;
import org.jspecify.annotations.Nullable;

/** The newest attempt to give an order's money back. {@code id} is null where a release asked for it that did not note it yet. */
record RefundTry(@Nullable RefundId id, boolean failed) {

    boolean concerns(RefundId other) {
        return id == null || id.equals(other);
    }
}

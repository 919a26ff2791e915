package dev.fairground.payments;

import dev.fairground.money.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wish to give money back, as its row stood when it was read.
 *
 * @param feeBack the fee's part of {@code amount}
 * @param providerRef the provider's id of it, once there is one
 */
record Refund(
        RefundId id,
        PaymentId payment,
        Money amount,
        Money feeBack,
        State state,
        @Nullable String providerRef) {

    Optional<String> ref() {
        return Optional.ofNullable(providerRef);
    }

    /** COMPLETED is not quite an end: the payer's bank can send the money back. */
    enum State {
        RECORDED,
        COMPLETED,
        FAILED
    }
}

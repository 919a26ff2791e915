package dev.fairground.payments;

import dev.fairground.money.Money;
import dev.fairground.payments.Payments.PayoutState;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to hand a payee their money, as its row stood when it was read.
 *
 * @param destination the provider's token for the payee's account
 * @param providerRef the provider's id of it, once there is one
 */
record Payout(
        PayoutId id,
        UUID payee,
        Money amount,
        String destination,
        PayoutState state,
        @Nullable String providerRef) {

    Optional<String> ref() {
        return Optional.ofNullable(providerRef);
    }
}

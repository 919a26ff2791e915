package dev.fairground.payments;

import dev.fairground.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as the provider describes it now.
 *
 * @param ref the provider's id of it
 * @param intentRef the provider's id of the payment
 * @param amount what the payer's bank asks back, which may be a part
 * @param reason the bank's, in the provider's word for it
 * @param withdrawn what it has taken out of our balance; null while it has taken nothing
 * @param returned what of that has come back; null unless it was won
 */
record DisputeNews(
        String ref,
        String intentRef,
        Money amount,
        String reason,
        @Nullable Movement withdrawn,
        @Nullable Movement returned,
        Status status) {

    /** Both are positive: what goes to the payer's bank or comes from there, and what the provider takes or gives back for the trouble. */
    record Movement(Money amount, Money cost) {}

    /** The provider's words. A warning is a question before the dispute proper, and moves no money. */
    enum Status {
        WARNING_NEEDS_RESPONSE,
        WARNING_UNDER_REVIEW,
        WARNING_CLOSED,
        NEEDS_RESPONSE,
        UNDER_REVIEW,
        WON,
        LOST,
        PREVENTED
    }
}

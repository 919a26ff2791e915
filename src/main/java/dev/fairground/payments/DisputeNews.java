package dev.fairground.payments;

import dev.fairground.money.Money;

/**
 * A dispute as the provider describes it now.
 *
 * @param ref the provider's id of it
 * @param intentRef the provider's id of the payment
 * @param amount what the payer's bank asks back, which may be a part
 * @param reason the bank's, in the provider's word for it
 */
record DisputeNews(String ref, String intentRef, Money amount, String reason, Status status) {

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

package dev.fairground.payments;

import dev.fairground.money.Money;

/**
 * What the provider says it moved in our balance.
 *
 * @param ref the provider's id of the line
 * @param objectRef the provider's id of what moved the money, under which we know it
 * @param amount positive where it came in; before the provider's own fee, but for disputes, whose cost we book
 */
record StatementLine(String ref, Kind kind, String objectRef, Money amount) {

    /** The kind of our entry that should tell of the same; OTHER where we have none. */
    enum Kind {
        CAPTURE,
        REFUND,
        REFUND_RETURNED,
        DISPUTE_WITHDRAWN,
        DISPUTE_REINSTATED,
        PAYOUT_SENT,
        PAYOUT_FAILED,
        OTHER
    }
}

package dev.fairground.payments;

import dev.fairground.money.Money;

/** How a payment stands at the provider. */
sealed interface ChargeOutcome {

    record Captured(Money amount) implements ChargeOutcome {}

    /** This attempt is over and nothing was taken. */
    record Declined(Decline why) implements ChargeOutcome {}

    /** Given up before anything was taken, for good. */
    record Cancelled() implements ChargeOutcome {}

    /** Known to the provider under {@code ref}, and not at its end. */
    record Pending(String ref) implements ChargeOutcome {}
}

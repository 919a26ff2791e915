package dev.fairground.payments;

/** How a payout stands at the provider. */
sealed interface PayoutOutcome {

    /** Taken out of what the provider holds for us. */
    record OnItsWay(String ref) implements PayoutOutcome {}

    record Paid(String ref) implements PayoutOutcome {}

    /** The bank sent it back; the provider holds it again. */
    record Failed(String ref, PayoutFailure why) implements PayoutOutcome {}

    /** The provider never took it out. */
    record Refused(PayoutFailure why) implements PayoutOutcome {}
}

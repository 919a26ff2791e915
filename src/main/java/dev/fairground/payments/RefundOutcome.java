package dev.fairground.payments;

/** How a refund stands at the provider. */
sealed interface RefundOutcome {

    record Completed(String ref) implements RefundOutcome {}

    /** The provider will not, or the payer's bank did not, take it back. */
    record Failed() implements RefundOutcome {}

    record Pending(String ref) implements RefundOutcome {}
}

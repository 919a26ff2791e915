package dev.fairground.payments;

/** A refund is recorded, and the provider is to be asked for it. */
record RefundRequested(RefundId refund) {}

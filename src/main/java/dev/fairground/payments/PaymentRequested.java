package dev.fairground.payments;

/** A payment is recorded, and the provider is to be asked for it. */
record PaymentRequested(PaymentId payment) {}

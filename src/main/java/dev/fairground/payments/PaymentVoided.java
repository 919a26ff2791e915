package dev.fairground.payments;

import java.util.UUID;

/**
 * The payment was cancelled before anything was taken, and nothing will be.
 */
public record PaymentVoided(PaymentId payment, UUID reference) {}

package dev.fairground.payments;

import java.util.UUID;

/**
 * The payment will not happen and nothing was taken. {@code code} is ours, stable and kebab-case; {@code sentence} tells the payer what they can
 * do about it.
 */
public record PaymentDeclined(PaymentId payment, UUID reference, String code, String sentence) {}

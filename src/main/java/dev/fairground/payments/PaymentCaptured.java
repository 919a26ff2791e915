package dev.fairground.payments;

import dev.fairground.money.Money;
import java.util.UUID;

/**
 * The payer's money has reached us and stands in the ledger.
 */
public record PaymentCaptured(PaymentId payment, UUID reference, Money amount) {}

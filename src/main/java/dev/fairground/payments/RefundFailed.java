package dev.fairground.payments;

import dev.fairground.money.Money;
import java.util.UUID;

/**
 * The payer's bank did not take {@code amount} back, possibly after {@link RefundCompleted}; we hold it again, and it can be refunded anew.
 */
public record RefundFailed(RefundId refund, UUID reference, Money amount) {}

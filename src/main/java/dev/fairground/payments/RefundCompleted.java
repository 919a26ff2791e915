package dev.fairground.payments;

import dev.fairground.money.Money;
import java.util.UUID;

/**
 * The provider has sent {@code amount} back to the payer. {@code inFull} says whether all that was captured has now gone back.
 */
public record RefundCompleted(RefundId refund, UUID reference, Money amount, boolean inFull) {}

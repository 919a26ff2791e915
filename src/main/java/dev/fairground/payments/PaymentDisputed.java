package dev.fairground.payments;

import dev.fairground.money.Money;
import java.util.UUID;

/** The payer's bank has taken {@code amount} back, or has now decided about it. {@code dispute} names the dispute. */
public record PaymentDisputed(UUID dispute, UUID reference, Money amount, Phase phase) {

    /** WON: the money came back to us. LOST: it stays with the payer. */
    public enum Phase {
        OPEN,
        WON,
        LOST
    }
}

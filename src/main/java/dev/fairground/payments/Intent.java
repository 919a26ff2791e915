package dev.fairground.payments;

import dev.fairground.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to be paid, as its row stood when it was read.
 *
 * @param providerRef the provider's id of it, once there is one
 * @param chargingAt since when the provider is being asked
 * @param cancelled given up although the provider had been asked
 * @param refundedFee the part of the fee that went back with {@code refunded}
 * @param disputed what the payer's bank has taken back and not returned
 * @param disputedFee the part of the fee that went with {@code disputed}
 * @param released the payee can have their part
 */
record Intent(
        PaymentId id,
        UUID reference,
        UUID payee,
        Money amount,
        Money fee,
        String method,
        Payments.State state,
        @Nullable String providerRef,
        @Nullable Instant chargingAt,
        boolean cancelled,
        Money refunded,
        Money refundedFee,
        Money disputed,
        Money disputedFee,
        boolean released) {

    /** Decides whether {@code amount} can go back, and with how much of the fee. Whoever calls holds the row lock. */
    Money acceptRefund(Money refund) {
        if (state != Payments.State.CAPTURED) throw PaymentRefused.notCaptured();
        if (disputed.isPositive()) throw PaymentRefused.disputed();
        if (!refund.isPositive()) throw PaymentRefused.refundNotPositive();
        if (!refund.currency().equals(amount.currency()) || refund.compareTo(left()) > 0) {
            throw PaymentRefused.refundTooLarge(left());
        }
        return feeBack(refund);
    }

    /** Whether money should still be taken: not cancelled, and not asked for since before {@code tooLong}. */
    boolean isWanted(Instant tooLong) {
        return !cancelled && (chargingAt == null || chargingAt.isAfter(tooLong));
    }

    Money left() {
        return amount.minus(refunded);
    }

    Optional<String> ref() {
        return Optional.ofNullable(providerRef);
    }

    /**
     * What makes all refunds together have given back their share of the fee, rounded half up; so many small refunds lose no cent. The one
     * that empties the payment takes the rest. Refunds that failed in between can leave the share behind what was given, hence the clamp.
     */
    private Money feeBack(Money refund) {
        return refund.equals(left()) ? fee.minus(refundedFee) : feeShare(refund);
    }

    /** The part of the fee in {@code amount}, were it taken away beside all that is gone already; never more than is left of the fee. */
    Money feeShare(Money amount) {
        var goneFee = refundedFee.plus(disputedFee);
        long share = BigDecimal.valueOf(fee.amountMinor())
                .multiply(
                        BigDecimal.valueOf(refunded.plus(disputed).plus(amount).amountMinor()))
                .divide(BigDecimal.valueOf(this.amount.amountMinor()), 0, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(fee.amountMinor()))
                .longValueExact();
        long due = Math.clamp(share - goneFee.amountMinor(), 0, amount.amountMinor());
        return new Money(due, amount.currency());
    }
}

package dev.fairground.payments;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The desk of payments. It only ever writes down what is wanted, in the caller's transaction; the provider is called after that has
 * committed, and the outcome comes as an event with the caller's reference.
 */
@Component
public class Payments {

    private final RequestPayment requestPayment;
    private final CancelPayment cancelPayment;
    private final RefundPayment refundPayment;
    private final PaymentViews views;

    Payments(
            RequestPayment requestPayment,
            CancelPayment cancelPayment,
            RefundPayment refundPayment,
            PaymentViews views) {
        this.requestPayment = requestPayment;
        this.cancelPayment = cancelPayment;
        this.refundPayment = refundPayment;
        this.views = views;
    }

    /**
     * Records that {@code request.payer} is to pay. {@link PaymentCaptured}, {@link PaymentDeclined} or, after a cancellation,
     * {@link PaymentVoided} follows. Refused with {@code payment-already-requested} if the reference was used before, and where amount,
     * fee or method cannot be.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PaymentId request(Request request) {
        return requestPayment.request(List.of(request)).getFirst();
    }

    /** As {@link #request(Request)}, for several at once: all are recorded or none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<PaymentId> request(List<Request> requests) {
        return requestPayment.request(requests);
    }

    /**
     * Gives the payment up. One that was not begun is voided here and now. One that is under way is left to its outcome, and if that is a
     * capture, all of it is refunded; so is what is left of one captured before. Cancelling twice, or what was declined, changes nothing.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(UUID reference) {
        cancelPayment.cancel(reference);
    }

    /**
     * Records that {@code amount} is to go back to the payer, and {@code why} (for the audit trail, 1 to 200 characters).
     * {@link RefundCompleted} or {@link RefundFailed} follows. Refused if nothing was captured, or less than this is left.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public RefundId refund(UUID reference, Money amount, String why) {
        return refundPayment.refund(reference, amount, why);
    }

    /** How the payment for {@code reference} stands. Whoever asks has seen to it that the caller may know of the reference. */
    public Optional<Status> status(UUID reference) {
        return views.status(reference);
    }

    /** What we owe the payee according to the ledger, one amount for each currency in which there were any; negative if they owe us. */
    public List<Money> owedTo(UUID payee) {
        return views.owedTo(payee);
    }

    /**
     * A wish to be paid.
     *
     * @param reference the caller's own id of what is paid for, and given back with each event; at most one payment for each
     * @param payee to whom {@code amount} less {@code fee} is owed once it is captured
     * @param fee what the platform keeps, from nothing to all of {@code amount}, in its currency
     * @param method the provider's name for the payer's card, such as {@code pm_card_visa}
     */
    public record Request(UUID reference, MemberId payer, UUID payee, Money amount, Money fee, String method) {}

    /**
     * How a payment stands.
     *
     * @param refunded what has gone back or is on its way back
     * @param trouble what the payer can do about a declined payment; null otherwise
     */
    public record Status(
            PaymentId payment,
            State state,
            Money amount,
            Money refunded,
            @Nullable String trouble) {}

    /** Where a payment is on its way. The last three are ends. */
    public enum State {
        /** Wanted; the provider has not been asked. */
        RECORDED,
        /** The provider has been or is being asked, and the outcome is not known here. */
        CHARGING,
        CAPTURED,
        DECLINED,
        VOIDED
    }
}

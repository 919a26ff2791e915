package dev.fairground.payments;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import java.time.Instant;
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
    private final PayeeDesk payees;

    Payments(
            RequestPayment requestPayment,
            CancelPayment cancelPayment,
            RefundPayment refundPayment,
            PaymentViews views,
            PayeeDesk payees) {
        this.requestPayment = requestPayment;
        this.cancelPayment = cancelPayment;
        this.refundPayment = refundPayment;
        this.views = views;
        this.payees = payees;
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
     * The deal is done: what the payee is owed for it is theirs to be paid out. Doing so twice, or for what was never captured, changes
     * nothing. Refunds are possible still; they then lessen what the payee can have.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(UUID reference) {
        payees.release(reference);
    }

    /**
     * From now on the payee's money goes to {@code destination}, the provider's token for a bank account or a card. Refused with
     * {@code payout-account-malformed} for anything else, an account's number above all.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void payOutTo(UUID payee, String destination) {
        payees.payOutTo(payee, destination);
    }

    /** How the payee stands. Whoever asks has seen to it that the caller may know. */
    public Earnings earnings(UUID payee) {
        return payees.earnings(payee);
    }

    /** What was or will be paid out to the payee, newest first. */
    public Page<PayoutItem> payouts(UUID payee, PageRequest page) {
        return payees.payouts(payee, page);
    }

    /**
     * How a payee stands.
     *
     * @param balances one for each currency in which they ever earned
     * @param account where their money goes; null until they have said so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Earnings(List<Balance> balances, @Nullable PayoutAccount account) {}

    /**
     * What a payee is owed in one currency, in its minor unit; negative where they owe it, after a refund or a chargeback.
     *
     * @param heldMinor for deals that can still go wrong
     * @param freeMinor the next payout
     * @param inTransitMinor on its way to them
     */
    public record Balance(String currency, long heldMinor, long freeMinor, long inTransitMinor) {}

    /**
     * Where a payee's money goes.
     *
     * @param refusedAt when the bank sent a payout back for this account's sake; nothing is paid out until another is named
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PayoutAccount(
            String destination, Instant namedAt, @Nullable Instant refusedAt) {}

    /**
     * A payout as its payee sees it.
     *
     * @param trouble what the payee can do about one that failed, whose money is in the balance again; null otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PayoutItem(
            UUID id,
            long amountMinor,
            String currency,
            String destination,
            PayoutState state,
            Instant recordedAt,
            @Nullable Instant paidAt,
            @Nullable String trouble) {}

    /** Where a payout is on its way. A bank can send back what was PAID, which then is FAILED. */
    public enum PayoutState {
        RECORDED,
        IN_TRANSIT,
        PAID,
        FAILED
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
     * @param again whether the same card can pay after a wait or when its details were put right; false where nothing was declined
     */
    public record Status(
            PaymentId payment,
            State state,
            Money amount,
            Money refunded,
            @Nullable String trouble,
            boolean again) {}

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

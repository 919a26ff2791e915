package dev.fairground.payments;

import dev.fairground.money.Money;
import dev.fairground.platform.audit.Audit;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Records a wish to give money back; see {@link Payments#refund}. */
@Component
class RefundPayment {

    /** A sentence for the trail, not a report; the column holds the same. */
    private static final int LONGEST_REASON = 200;

    private final IntentStore intents;
    private final RefundStore refunds;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RefundPayment(
            IntentStore intents, RefundStore refunds, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.intents = intents;
        this.refunds = refunds;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    RefundId refund(UUID reference, Money amount, String why) {
        return refund(intents.lock(reference).orElseThrow(PaymentRefused::noSuchPayment), amount, why);
    }

    /** As {@link #refund(UUID, Money, String)}, where the caller holds the lock of {@code intent} already. */
    RefundId refund(Intent intent, Money amount, String why) {
        if (why.isBlank() || why.length() > LONGEST_REASON) throw PaymentRefused.refundWithoutReason();
        var feeBack = intent.acceptRefund(amount);
        var refund = new Refund(RefundId.next(), intent.id(), amount, feeBack, Refund.State.RECORDED, null);
        intents.reserve(refund);
        refunds.record(refund, why, clock.instant());
        audit.record(
                "refund.recorded",
                "payment/" + intent.id(),
                Map.of("refunded", intent.refunded()),
                Map.of("refunded", intent.refunded().plus(amount), "refund", refund.id(), "why", why));
        events.publishEvent(new RefundRequested(refund.id()));
        return refund.id();
    }
}

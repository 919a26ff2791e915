package dev.fairground.payments;

import java.time.Clock;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Gives a payment up; see {@link Payments#cancel}. */
@Component
class CancelPayment {

    /** Stands in the audit trail beside a refund that nobody asked for by amount. */
    static final String WHY = "Cancelled";

    private final IntentStore intents;
    private final RefundPayment refundPayment;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CancelPayment(IntentStore intents, RefundPayment refundPayment, ApplicationEventPublisher events, Clock clock) {
        this.intents = intents;
        this.refundPayment = refundPayment;
        this.events = events;
        this.clock = clock;
    }

    void cancel(UUID reference) {
        var intent = intents.lock(reference).orElseThrow(PaymentRefused::noSuchPayment);
        switch (intent.state()) {
            case RECORDED -> {
                intents.voided(intent.id(), clock.instant());
                events.publishEvent(new PaymentVoided(intent.id(), reference));
            }
            case CHARGING -> intents.markCancelled(intent.id(), clock.instant());
            case CAPTURED -> {
                // what the payer's bank took back, nobody can give back
                if (intent.left().isPositive() && !intent.disputed().isPositive())
                    refundPayment.refund(intent, intent.left(), WHY);
            }
            case DECLINED, VOIDED -> {} // nothing was taken, and nothing will be
        }
    }
}

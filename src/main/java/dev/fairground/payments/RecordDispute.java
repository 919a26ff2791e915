package dev.fairground.payments;

import dev.fairground.platform.audit.Audit;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down that a payer's bank asks money back, and how that goes on. What the provider has taken out of our balance is booked when it
 * has, and what came back when it came; the provider's own lines say how much, so the order in which its events come does not matter.
 */
@Component
class RecordDispute {

    private final IntentStore intents;
    private final DisputeStore disputes;
    private final BookDispute book;
    private final Audit audit;
    private final Clock clock;

    RecordDispute(IntentStore intents, DisputeStore disputes, BookDispute book, Audit audit, Clock clock) {
        this.intents = intents;
        this.disputes = disputes;
        this.book = book;
        this.audit = audit;
        this.clock = clock;
    }

    /** Does nothing where this is known, or the dispute has ended. */
    @Transactional
    void record(DisputeNews news) {
        var payment = intents.byProviderRef(news.intentRef()).orElseThrow(PaymentRefused::noSuchPayment);
        var intent = intents.lock(payment).orElseThrow(PaymentRefused::noSuchPayment);
        var now = clock.instant();
        boolean changed = disputes.record(payment, news, now);
        if (changed) {
            audit.record(
                    "dispute.recorded",
                    "payment/" + payment,
                    Map.of(),
                    Map.of("dispute", news.ref(), "status", news.status(), "amount", news.amount()));
        }
        if (intent.state() == Payments.State.CAPTURED) book.book(intent, news, changed, now);
    }
}

package dev.fairground.payments;

import dev.fairground.platform.audit.Audit;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down that a payer's bank asks money back, and how that goes on, for staff to see. It books nothing and moves no order: what the
 * provider has withdrawn is answered for at the provider.
 */
@Component
class RecordDispute {

    private final IntentStore intents;
    private final DisputeStore disputes;
    private final Audit audit;
    private final Clock clock;

    RecordDispute(IntentStore intents, DisputeStore disputes, Audit audit, Clock clock) {
        this.intents = intents;
        this.disputes = disputes;
        this.audit = audit;
        this.clock = clock;
    }

    /** Does nothing where this is known, or the dispute has ended. */
    @Transactional
    void record(DisputeNews news) {
        var payment = intents.byProviderRef(news.intentRef()).orElseThrow(PaymentRefused::noSuchPayment);
        if (disputes.record(payment, news, clock.instant())) {
            audit.record(
                    "dispute.recorded",
                    "payment/" + payment,
                    Map.of(),
                    Map.of("dispute", news.ref(), "status", news.status(), "amount", news.amount()));
        }
    }
}

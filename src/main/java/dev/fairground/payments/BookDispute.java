package dev.fairground.payments;

import dev.fairground.payments.PaymentDisputed.Phase;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Books what a dispute has moved, once each way, and lets it be known. The payee bears it, our fee's share aside, and what it costs. */
@Component
class BookDispute {

    private final DisputeStore disputes;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    BookDispute(DisputeStore disputes, Ledger ledger, ApplicationEventPublisher events) {
        this.disputes = disputes;
        this.ledger = ledger;
        this.events = events;
    }

    /** Whoever calls holds the lock of {@code intent} and has recorded {@code news}, of which {@code changed} says that it was new. */
    void book(Intent intent, DisputeNews news, boolean changed, Instant now) {
        var before = disputes.find(news.ref());
        if (!before.withdrawn() && news.withdrawn() != null) withdrawn(intent, before, news.withdrawn(), now);
        var between = disputes.find(news.ref());
        if (between.withdrawn() && !between.returned() && news.returned() != null) {
            returned(intent, between, news.returned(), now);
        }
        if (changed && between.withdrawn() && news.status() == DisputeNews.Status.LOST)
            tell(intent, between, Phase.LOST);
    }

    private void withdrawn(Intent intent, DisputeStore.Taken dispute, DisputeNews.Movement taken, Instant now) {
        var fee = intent.feeShare(taken.amount());
        disputes.withdrawn(dispute.dispute(), taken, fee, now);
        disputes.takeFrom(intent.id(), taken.amount(), fee);
        ledger.disputeWithdrawn(intent, dispute.dispute(), taken.amount(), fee, taken.cost(), now);
        events.publishEvent(new PaymentDisputed(dispute.dispute(), intent.reference(), taken.amount(), Phase.OPEN));
    }

    private void returned(Intent intent, DisputeStore.Taken dispute, DisputeNews.Movement given, Instant now) {
        disputes.returned(dispute.dispute(), now);
        disputes.takeFrom(intent.id(), dispute.amount().negated(), dispute.fee().negated());
        ledger.disputeReinstated(intent, dispute.dispute(), dispute.amount(), dispute.fee(), given.cost(), now);
        tell(intent, dispute, Phase.WON);
    }

    private void tell(Intent intent, DisputeStore.Taken dispute, Phase phase) {
        events.publishEvent(new PaymentDisputed(dispute.dispute(), intent.reference(), dispute.amount(), phase));
    }
}

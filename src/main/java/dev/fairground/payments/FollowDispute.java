package dev.fairground.payments;

import org.springframework.stereotype.Component;

/** Reads how a dispute stands at the provider and has it recorded. */
@Component
class FollowDispute {

    private final PaymentProvider provider;
    private final Charge charge;
    private final RecordDispute recordDispute;

    FollowDispute(PaymentProvider provider, Charge charge, RecordDispute recordDispute) {
        this.provider = provider;
        this.charge = charge;
        this.recordDispute = recordDispute;
    }

    /**
     * False if the disputed payment is not known here. It is settled first: what was taken back has been taken, and we may not have heard
     * of that yet.
     */
    boolean heard(String ref) {
        var news = provider.readDispute(ref);
        if (!charge.heard(news.intentRef())) return false;
        recordDispute.record(news);
        return true;
    }
}

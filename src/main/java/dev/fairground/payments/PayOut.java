package dev.fairground.payments;

import dev.fairground.money.Money;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sets aside what a payee can have, one payout for each currency, and has it sent after the commit. From then on it is in the balance no
 * more, so whoever else comes finds nothing: two runs at once pay what one would.
 */
@Component
class PayOut {

    /** In the currency's minor unit. A bank's fee for less would eat it; it waits for more. */
    static final long LEAST_MINOR = 1000;

    private final PayoutAccounts accounts;
    private final PayoutStore payouts;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PayOut(PayoutAccounts accounts, PayoutStore payouts, Ledger ledger, ApplicationEventPublisher events, Clock clock) {
        this.accounts = accounts;
        this.payouts = payouts;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void pay(UUID payee) {
        accounts.lock(payee)
                .ifPresent(destination -> payouts.free(payee).stream()
                        .filter(free -> free.amountMinor() >= LEAST_MINOR)
                        .forEach(free -> setAside(payee, free, destination)));
    }

    private void setAside(UUID payee, Money amount, String destination) {
        var now = clock.instant();
        var payout = new Payout(PayoutId.next(), payee, amount, destination, Payments.PayoutState.RECORDED, null);
        payouts.record(payout, now);
        ledger.payout(payout, now);
        events.publishEvent(new PayoutRequested(payout.id()));
    }
}

package dev.fairground.payments;

import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What the desk of payments does for payees. */
@Component
class PayeeDesk {

    /** As the column has it. An account number has no such form, so none is ever stored. */
    private static final Pattern TOKEN = Pattern.compile("(ba|btok|card|tok)_[A-Za-z0-9_]{1,95}");

    private final ReleasePayment releasePayment;
    private final PayoutAccounts accounts;
    private final PayoutViews views;
    private final Clock clock;

    PayeeDesk(ReleasePayment releasePayment, PayoutAccounts accounts, PayoutViews views, Clock clock) {
        this.releasePayment = releasePayment;
        this.accounts = accounts;
        this.views = views;
        this.clock = clock;
    }

    void release(UUID reference) {
        releasePayment.release(reference);
    }

    void payOutTo(UUID payee, String destination) {
        if (!TOKEN.matcher(destination).matches()) throw PaymentRefused.payoutAccountMalformed();
        accounts.name(payee, destination, clock.instant());
    }

    Payments.Earnings earnings(UUID payee) {
        return new Payments.Earnings(views.balances(payee), views.account(payee).orElse(null));
    }

    Page<Payments.PayoutItem> payouts(UUID payee, PageRequest page) {
        return views.payouts(payee, page);
    }
}

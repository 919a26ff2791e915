package dev.fairground.payments;

import dev.fairground.money.Money;
import dev.fairground.platform.ids.UuidV7;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Books what the provider has done, in the transaction that settles it. Three accounts: what the provider holds for us, what we owe a
 * payee, what we keep; the database refuses an entry that does not sum to zero, a second one for the same fact, and every change.
 */
@Repository
class Ledger {

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void capture(Intent intent, Instant now) {
        book("CAPTURE", intent, null, intent.amount(), intent.fee(), now);
    }

    void refund(Intent intent, Refund refund, Instant now) {
        book(
                "REFUND",
                intent,
                refund,
                refund.amount().negated(),
                refund.feeBack().negated(),
                now);
    }

    /** The payer's bank sent it back: the refund is undone. */
    void refundReturned(Intent intent, Refund refund, Instant now) {
        book("REFUND_RETURNED", intent, refund, refund.amount(), refund.feeBack(), now);
    }

    /** {@code amount} comes in (or goes out, if negative), of which {@code fee} is ours and the rest the payee's. */
    private void book(String kind, Intent intent, @Nullable Refund refund, Money amount, Money fee, Instant now) {
        var entry = UuidV7.next();
        jdbc.sql("""
                insert into payments.ledger_entry (id, kind, intent_id, refund_id, at)
                     values (:id, :kind, :intent, :refund, :now)
                """)
                .param("id", entry)
                .param("kind", kind)
                .param("intent", intent.id().value())
                .param("refund", refund == null ? null : refund.id().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        post(entry, intent.payee(), amount, fee);
    }

    /** A line of nothing says nothing, as when there is no fee. */
    private void post(UUID entry, UUID payee, Money amount, Money fee) {
        jdbc.sql("""
                insert into payments.posting (entry_id, account, amount_minor, currency)
                     select :entry, account, amount_minor, :currency
                       from (values ('provider:cash', :amount::bigint),
                                    ('payee:' || :payee::uuid, :fee::bigint - :amount::bigint),
                                    ('platform:fees', - :fee::bigint)) as line (account, amount_minor)
                      where amount_minor <> 0
                """)
                .param("entry", entry)
                .param("payee", payee)
                .param("amount", amount.amountMinor())
                .param("fee", fee.amountMinor())
                .param("currency", amount.currency().getCurrencyCode())
                .update();
    }
}

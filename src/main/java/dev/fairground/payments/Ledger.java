package dev.fairground.payments;

import dev.fairground.money.Money;
import dev.fairground.platform.ids.UuidV7;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Books what the provider has done, in the transaction that settles it, and what becomes a payee's. What the provider holds for us or has
 * sent on, what we owe a payee and hold back, what they can have, what is on its way to them, what we keep; the database refuses an entry
 * that does not sum to zero, a second one for the same fact, and every change.
 */
@Repository
class Ledger {

    private static final String CASH = "provider:cash";
    private static final String IN_TRANSIT = "provider:in-transit";
    private static final String FEES = "platform:fees";

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void capture(Intent intent, Instant now) {
        share(Entry.of("CAPTURE", intent), intent, intent.amount(), intent.fee(), now);
    }

    void refund(Intent intent, Refund refund, Instant now) {
        share(
                Entry.of("REFUND", intent, refund),
                intent,
                refund.amount().negated(),
                refund.feeBack().negated(),
                now);
    }

    /** The payer's bank sent it back: the refund is undone. */
    void refundReturned(Intent intent, Refund refund, Instant now) {
        share(Entry.of("REFUND_RETURNED", intent, refund), intent, refund.amount(), refund.feeBack(), now);
    }

    /** What is held for this payment becomes the payee's; {@code intent} is as it was before. Nothing is booked where nothing is held. */
    void release(Intent intent, Instant now) {
        var held = new Money(held(intent), intent.amount().currency());
        if (held.amountMinor() == 0) return;
        book(
                Entry.of("RELEASE", intent),
                Map.of("payee:" + intent.payee(), held, "free:" + intent.payee(), held.negated()),
                now);
    }

    /** The payer's bank took {@code amount}, of which {@code fee} was ours and the rest the payee's, who bears {@code cost} besides. */
    void disputeWithdrawn(Intent intent, UUID dispute, Money amount, Money fee, Money cost, Instant now) {
        disputed(new Entry("DISPUTE_WITHDRAWN", intent.id(), null, dispute, null), intent, amount, fee, cost, now);
    }

    /** The bank gave it back, and the provider as much of what the dispute had cost as is {@code cost}. */
    void disputeReinstated(Intent intent, UUID dispute, Money amount, Money fee, Money cost, Instant now) {
        disputed(
                new Entry("DISPUTE_REINSTATED", intent.id(), null, dispute, null),
                intent,
                amount.negated(),
                fee.negated(),
                cost.negated(),
                now);
    }

    /** Set aside: from here on nobody else can pay it out. */
    void payout(Payout payout, Instant now) {
        var amount = payout.amount();
        book(
                Entry.of("PAYOUT", payout),
                Map.of("free:" + payout.payee(), amount, "transit:" + payout.payee(), amount.negated()),
                now);
    }

    /** The provider took it out of what it holds for us. */
    void payoutSent(Payout payout, Instant now) {
        book(
                Entry.of("PAYOUT_SENT", payout),
                Map.of(CASH, payout.amount().negated(), IN_TRANSIT, payout.amount()),
                now);
    }

    /** It arrived, and is nobody's business here any more. */
    void payoutPaid(Payout payout, Instant now) {
        book(
                Entry.of("PAYOUT_PAID", payout),
                Map.of(IN_TRANSIT, payout.amount().negated(), "transit:" + payout.payee(), payout.amount()),
                now);
    }

    /** It is the payee's again, from as far as it had come: {@code payout} is as it was before. */
    void payoutFailed(Payout payout, Instant now) {
        var amount = payout.amount();
        var none = Money.zero(amount.currency());
        boolean paid = payout.state() == Payments.PayoutState.PAID;
        boolean sent = payout.state() == Payments.PayoutState.IN_TRANSIT;
        book(
                Entry.of("PAYOUT_FAILED", payout),
                Map.of(
                        CASH,
                        paid || sent ? amount : none,
                        IN_TRANSIT,
                        sent ? amount.negated() : none,
                        "transit:" + payout.payee(),
                        paid ? none : amount,
                        "free:" + payout.payee(),
                        amount.negated()),
                now);
    }

    /** The cost is due at once, whether the payee can have the payment or not. */
    private void disputed(Entry entry, Intent intent, Money amount, Money fee, Money cost, Instant now) {
        var lines = new HashMap<String, Money>();
        lines.put(CASH, amount.plus(cost).negated());
        lines.put(FEES, fee);
        lines.put("free:" + intent.payee(), cost);
        lines.merge(account(intent), amount.minus(fee), Money::plus);
        book(entry, lines, now);
    }

    /** {@code amount} comes in (or goes out, if negative), of which {@code fee} is ours and the rest the payee's. */
    private void share(Entry entry, Intent intent, Money amount, Money fee, Instant now) {
        book(entry, Map.of(CASH, amount, account(intent), fee.minus(amount), FEES, fee.negated()), now);
    }

    private static String account(Intent intent) {
        return (intent.released() ? "free:" : "payee:") + intent.payee();
    }

    private long held(Intent intent) {
        return jdbc.sql("""
                select coalesce(-sum(amount_minor), 0)::bigint
                  from payments.ledger_entry
                  join payments.posting on entry_id = ledger_entry.id
                 where intent_id = :intent and account = :account
                """)
                .param("intent", intent.id().value())
                .param("account", "payee:" + intent.payee())
                .query(Long.class)
                .single();
    }

    /** A line of nothing says nothing, as when there is no fee. */
    private void book(Entry entry, Map<String, Money> lines, Instant now) {
        var id = UuidV7.next();
        jdbc.sql("""
                insert into payments.ledger_entry (id, kind, intent_id, refund_id, dispute_id, payout_id, at)
                     values (:id, :kind, :intent, :refund, :dispute, :payout, :now)
                """)
                .param("id", id)
                .param("kind", entry.kind)
                .param("intent", entry.payment == null ? null : entry.payment.value(), Types.OTHER)
                .param("refund", entry.refund == null ? null : entry.refund.value(), Types.OTHER)
                .param("dispute", entry.dispute, Types.OTHER)
                .param("payout", entry.payout == null ? null : entry.payout.value(), Types.OTHER)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                insert into payments.posting (entry_id, account, amount_minor, currency)
                     select :entry, line.*
                       from unnest(:accounts::text[], :amounts::bigint[], :currencies::text[]) as line (account, amount_minor, currency)
                      where amount_minor <> 0
                """)
                .param("entry", id)
                .param("accounts", array(lines, Map.Entry::getKey, String[]::new))
                .param("amounts", array(lines, line -> line.getValue().amountMinor(), Long[]::new))
                .param(
                        "currencies",
                        array(lines, line -> line.getValue().currency().getCurrencyCode(), String[]::new))
                .update();
    }

    private static <V> V[] array(
            Map<String, Money> lines, Function<Map.Entry<String, Money>, V> column, IntFunction<V[]> made) {
        return lines.entrySet().stream().map(column).toArray(made);
    }

    /** What an entry is about. */
    private record Entry(
            String kind,
            @Nullable PaymentId payment,
            @Nullable RefundId refund,
            @Nullable UUID dispute,
            @Nullable PayoutId payout) {

        static Entry of(String kind, Intent intent) {
            return new Entry(kind, intent.id(), null, null, null);
        }

        static Entry of(String kind, Intent intent, Refund refund) {
            return new Entry(kind, intent.id(), refund.id(), null, null);
        }

        static Entry of(String kind, Payout payout) {
            return new Entry(kind, null, null, null, payout.id());
        }
    }
}

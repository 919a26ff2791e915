package dev.fairground.testing;

import java.sql.Types;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payments in any state, with their entries in the ledger; the provider itself has never heard of them. */
public final class PaymentFixture {

    private PaymentFixture() {}

    /** The payment for an order, captured a minute after it was wanted. */
    public static void captured(Rows rows, UUID order, UUID payer, UUID payee, Instant at) {
        UUID intent = rows.id(at);
        rows.sql("""
                insert into payments.intent (id, reference, payer_id, payee_id, amount_minor, fee_minor, currency, method, state,
                                             provider, provider_ref, recorded_at, charging_at, captured_at)
                select :intent, id, :payer, :payee, total_minor, fee_minor, currency, 'pm_card_visa', 'CAPTURED',
                       'stripe', :ref, placed_at, placed_at, :at
                  from orders.placed_order
                 where id = :order
                """)
                .param("intent", intent)
                .param("order", order)
                .param("payer", payer)
                .param("payee", payee)
                .param("ref", "pi_" + digits(intent))
                .param("at", Rows.at(at))
                .update();
        book(rows, intent, null, "CAPTURE", 1, at);
    }

    /** A payment that took nothing, not yet or not any more: {@code state} is RECORDED, CHARGING or DECLINED. */
    public static void uncaptured(Rows rows, UUID order, UUID payer, UUID payee, String state, Instant at) {
        rows.sql("""
                insert into payments.intent (id, reference, payer_id, payee_id, amount_minor, fee_minor, currency, method, state,
                                             provider, recorded_at, charging_at, declined_at, decline_code)
                select :intent, id, :payer, :payee, total_minor, fee_minor, currency, 'pm_card_visa', :state, 'stripe', :at,
                       case when :state <> 'RECORDED' then :at end,
                       case when :state = 'DECLINED' then :at end,
                       case when :state = 'DECLINED' then 'insufficient-funds' end
                  from orders.placed_order
                 where id = :order
                """)
                .param("intent", rows.id(at))
                .param("order", order)
                .param("payer", payer)
                .param("payee", payee)
                .param("state", state)
                .param("at", Rows.at(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** All of a captured payment asked back, our fee with it; the provider has not been told. */
    public static void refunding(Rows rows, UUID order, Instant at) {
        refund(rows, order, at);
    }

    /** All of a captured payment given back, our fee with it. */
    public static void refunded(Rows rows, UUID order, Instant at) {
        UUID refund = refund(rows, order, at);
        rows.sql("""
                update payments.refund
                   set state = 'COMPLETED', provider_ref = :ref, sent_at = :at, completed_at = :at
                 where id = :refund
                """)
                .param("refund", refund)
                .param("ref", "re_" + digits(refund))
                .param("at", Rows.at(at))
                .update();
        book(rows, intent(rows, order), refund, "REFUND", -1, at);
    }

    /** All of it given back, and sent back again by the payer's bank. */
    public static void returned(Rows rows, UUID order, Instant at, Instant returnedAt) {
        refunded(rows, order, at);
        UUID intent = intent(rows, order);
        UUID refund = rows.sql("""
                update payments.refund
                   set state = 'FAILED', failed_at = :at
                 where intent_id = :intent
                returning id
                """)
                .param("intent", intent)
                .param("at", Rows.at(returnedAt))
                .query(UUID.class)
                .single();
        book(rows, intent, refund, "REFUND_RETURNED", 1, returnedAt);
        rows.sql("update payments.intent set refunded_minor = 0, refunded_fee_minor = 0 where id = :intent")
                .param("intent", intent)
                .update();
    }

    /** What the payee is owed for it is theirs to be paid out. */
    public static void released(Rows rows, UUID order, Instant at) {
        rows.sql("""
                with released as (
                    update payments.intent
                       set released_at = :at
                     where reference = :order
                    returning id, payee_id, amount_minor - fee_minor as earned, currency),
                entry as (
                    insert into payments.ledger_entry (id, kind, intent_id, at)
                    select :entry, 'RELEASE', id, :at from released
                    returning id)
                insert into payments.posting (entry_id, account, amount_minor, currency)
                select entry.id, line.account, line.amount_minor, currency
                  from entry, released,
                       lateral (values ('payee:' || payee_id, earned), ('free:' || payee_id, - earned)) as line (account, amount_minor)
                """)
                .param("order", order)
                .param("entry", rows.id(at))
                .param("at", Rows.at(at))
                .update();
    }

    /** Taken back by the payer's bank, and if {@code won}, returned. */
    public static void disputed(Rows rows, UUID order, boolean won, Instant at) {
        UUID dispute = rows.id(at);
        rows.sql("""
                insert into payments.dispute (id, intent_id, provider, provider_ref, amount_minor, currency, reason, status, recorded_at,
                                              changed_at, withdrawn_minor, withdrawn_fee_minor, cost_minor, withdrawn_at, returned_at)
                select :dispute, id, 'stripe', :ref, amount_minor, currency, 'fraudulent', case when :won then 'WON' else 'LOST' end,
                       :at, :at, amount_minor, fee_minor, 1500, :at, case when :won then :at end
                  from payments.intent
                 where reference = :order
                """)
                .param("dispute", dispute)
                .param("order", order)
                .param("ref", "dp_" + digits(dispute))
                .param("won", won)
                .param("at", Rows.at(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        bookDispute(rows, dispute, "DISPUTE_WITHDRAWN", 1, at);
        if (won) bookDispute(rows, dispute, "DISPUTE_REINSTATED", -1, at);
        rows.sql(
                        "update payments.intent set disputed_minor = :taken * amount_minor, disputed_fee_minor = :taken * fee_minor where reference = :order")
                .param("taken", won ? 0 : 1)
                .param("order", order)
                .update();
    }

    private static void bookDispute(Rows rows, UUID dispute, String kind, int direction, Instant at) {
        rows.sql("""
                with entry as (
                    insert into payments.ledger_entry (id, kind, intent_id, dispute_id, at)
                    select :entry, :kind, intent_id, id, :at from payments.dispute where id = :dispute
                    returning id)
                insert into payments.posting (entry_id, account, amount_minor, currency)
                select entry.id, line.account, line.amount_minor * :direction, d.currency
                  from entry, payments.dispute d
                  join payments.intent i on i.id = d.intent_id
                 cross join lateral (values ('provider:cash', - withdrawn_minor - cost_minor),
                                            ('payee:' || payee_id, withdrawn_minor - withdrawn_fee_minor),
                                            ('free:' || payee_id, cost_minor),
                                            ('platform:fees', withdrawn_fee_minor)) as line (account, amount_minor)
                 where d.id = :dispute and line.amount_minor <> 0
                """)
                .param("entry", rows.id(at))
                .param("kind", kind)
                .param("dispute", dispute)
                .param("direction", direction)
                .param("at", Rows.at(at))
                .update();
    }

    /** Set aside for the payee of {@code payout}, sent, arrived, and sent back after all. */
    public static void paidOutAndBack(Rows rows, UUID payout, Instant at) {
        move(rows, payout, "PAYOUT", "free:", "transit:", at);
        move(rows, payout, "PAYOUT_SENT", "provider:in-transit", "provider:cash", at);
        move(rows, payout, "PAYOUT_PAID", "transit:", "provider:in-transit", at);
        move(rows, payout, "PAYOUT_FAILED", "provider:cash", "free:", at);
    }

    /** From one account to another; one that ends with a colon is the payee's. */
    private static void move(Rows rows, UUID payout, String kind, String to, String from, Instant at) {
        rows.sql("""
                with entry as (
                    insert into payments.ledger_entry (id, kind, payout_id, at)
                    values (:entry, :kind, :payout, :at)
                    returning id)
                insert into payments.posting (entry_id, account, amount_minor, currency)
                select entry.id, line.account || case when line.account like '%:' then payee_id::text else '' end, line.amount, currency
                  from entry, payments.payout p,
                       lateral (values (:to, p.amount_minor), (:from, - p.amount_minor)) as line (account, amount)
                 where p.id = :payout
                """)
                .param("entry", rows.id(at))
                .param("kind", kind)
                .param("payout", payout)
                .param("to", to)
                .param("from", from)
                .param("at", Rows.at(at))
                .update();
    }

    private static UUID refund(Rows rows, UUID order, Instant at) {
        UUID refund = rows.id(at);
        rows.sql("""
                with whole as (
                    update payments.intent
                       set refunded_minor = amount_minor,
                           refunded_fee_minor = fee_minor
                     where reference = :order
                    returning id, amount_minor, fee_minor, currency)
                insert into payments.refund (id, intent_id, amount_minor, fee_back_minor, currency, why, state, provider, recorded_at)
                select :refund, id, amount_minor, fee_minor, currency, 'Arrived broken', 'RECORDED', 'stripe', :at
                  from whole
                """)
                .param("order", order)
                .param("refund", refund)
                .param("at", Rows.at(at))
                .update();
        return refund;
    }

    private static UUID intent(Rows rows, UUID order) {
        return rows.sql("select id from payments.intent where reference = :order")
                .param("order", order)
                .query(UUID.class)
                .single();
    }

    /** Given up before the provider was asked. */
    public static void voided(Rows rows, UUID order, UUID payer, UUID payee, Instant at, Instant voidedAt) {
        rows.sql("""
                insert into payments.intent (id, reference, payer_id, payee_id, amount_minor, fee_minor, currency, method, state,
                                             provider, recorded_at, voided_at)
                select :intent, id, :payer, :payee, total_minor, fee_minor, currency, 'pm_card_visa', 'VOIDED', 'stripe', :at, :voidedAt
                  from orders.placed_order
                 where id = :order
                """)
                .param("intent", rows.id(at))
                .param("order", order)
                .param("payer", payer)
                .param("payee", payee)
                .param("at", Rows.at(at))
                .param("voidedAt", Rows.at(voidedAt))
                .update();
    }

    /** One statement, because an entry has to balance at every commit. */
    private static void book(Rows rows, UUID intent, @Nullable UUID refund, String kind, int direction, Instant at) {
        rows.sql("""
                with entry as (
                    insert into payments.ledger_entry (id, kind, intent_id, refund_id, at)
                    values (:entry, :kind, :intent, :refund, :at)
                    returning id, intent_id)
                insert into payments.posting (entry_id, account, amount_minor, currency)
                select entry.id, line.account, line.amount_minor * :direction, i.currency
                  from entry
                  join payments.intent i on i.id = entry.intent_id
                 cross join lateral (values ('provider:cash', i.amount_minor),
                                            ('payee:' || i.payee_id, i.fee_minor - i.amount_minor),
                                            ('platform:fees', - i.fee_minor)) as line (account, amount_minor)
                 where line.amount_minor <> 0
                """)
                .param("entry", rows.id(at))
                .param("kind", kind)
                .param("intent", intent)
                .param("refund", refund, Types.OTHER)
                .param("at", Rows.at(at))
                .param("direction", direction)
                .update();
    }

    private static String digits(UUID id) {
        return id.toString().replace("-", "");
    }
}

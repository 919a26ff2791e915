package dev.fairground.ops;

import java.util.EnumSet;
import java.util.Set;

/**
 * What must hold in the database, whatever happened. Each statement answers one row: what was found, in words, and how much of it is wrong.
 * Those of a day speak of what came since {@link Books#begin}.
 */
public enum Invariant {
    LEDGER("the ledger sums to zero in each currency", """
            select coalesce(string_agg(currency || ' ' || total, ', ' order by currency), 'nothing booked'),
                   count(*) filter (where total <> 0)
              from (  select currency, sum(amount_minor) as total
                        from payments.posting
                    group by currency) each_currency
            """),
    ENTRIES("each entry of the ledger balances", """
            select count(distinct id) || ' entries', count(*) filter (where total is distinct from 0)
              from (   select id, sum(amount_minor) as total
                         from payments.ledger_entry
                    left join payments.posting on entry_id = id
                     group by id, currency) each_entry
            """),
    STOCK("no stock is negative", """
            select count(*) || ' listings', count(*) filter (where stock < 0)
              from listings.listing
            """),
    REFUNDS("no more goes back than was taken", """
               select count(*) filter (where refunded_minor > 0) || ' payments given back, in part or whole',
                      count(*) filter (where refunded_minor > amount_minor
                                          or refunded_minor <> coalesce(asked, 0)
                                          or coalesce(asked, 0) > 0 and state <> 'CAPTURED')
                 from payments.intent
            left join (  select intent_id, sum(amount_minor) as asked
                           from payments.refund
                          where state <> 'FAILED'
                       group by intent_id) refund on intent_id = intent.id
            """),
    PAYOUTS("what is on its way to payees is what payouts under way say", """
            select count(*) filter (where state in ('RECORDED', 'IN_TRANSIT')) || ' of ' || count(*) || ' payouts under way',
                   (   coalesce(sum(amount_minor) filter (where state in ('RECORDED', 'IN_TRANSIT')), 0)
                       <> (select coalesce(-sum(amount_minor), 0) from payments.posting where account like 'transit:%'))::int
                   + (coalesce(sum(amount_minor) filter (where state = 'IN_TRANSIT'), 0)
                       <> (select coalesce(sum(amount_minor), 0) from payments.posting where account = 'provider:in-transit'))::int
              from payments.payout
            """),
    DISPUTES("what banks have taken back is what their disputes say", """
               select count(*) filter (where disputed_minor > 0) || ' payments taken back',
                      count(*) filter (where disputed_minor <> coalesce(taken, 0))
                 from payments.intent
            left join (  select intent_id, sum(withdrawn_minor) as taken
                           from payments.dispute
                          where withdrawn_at is not null and returned_at is null
                       group by intent_id) dispute on intent_id = intent.id
            """),
    DEAD("no delivery was given up", """
            select count(*) || ' deliveries', count(*) filter (where state = 'dead')
              from outbox.delivery
            """),
    SETTLED("nothing is under way any more", """
            select count(*) || ' under way' || coalesce(': ' || string_agg(distinct what, ', '), ''), count(*)
              from (select listener as what from outbox.delivery where state in ('pending', 'blocked', 'in_progress', 'retry')
                    union all
                    select 'orders unpaid' from orders.placed_order where state = 'PLACED' and id not in (select id from pg_temp.order_before)
                    union all
                    select 'refunds' from orders.refund
                     where num_nonnulls(completed_at, failed_at) = 0 and order_id not in (select id from pg_temp.order_before)) left_over
            """),
    PIECES("what was on a shelf is there or in an order, where nobody counted anew", """
            select count(*) || ' listings, ' || sum(before.pieces) || ' pieces, ' || sum(before.stock - now.stock) || ' fewer on the shelf',
                   count(*) filter (where now.pieces <> before.pieces)
              from pg_temp.pieces_before before
              join pg_temp.pieces now using (id)
             where not exists (select from pg_temp.counted_today where counted_today.id = before.id)
            """),
    COUNTED("of what was counted anew, no more is sold and left than was ever put there", """
            select count(*) || ' listings, counted ' || coalesce(sum(times), 0) || ' times',
                   count(*) filter (where now.pieces > before.pieces + counted)
              from (  select id, sum(stock) as counted, count(*) as times
                        from pg_temp.counted_today
                    group by id) today
              join pg_temp.pieces_before before using (id)
              join pg_temp.pieces now using (id)
            """),
    PAID("an order is paid where its payment was captured, and nowhere else", """
               select count(*) filter (where paid_at is not null) || ' of ' || count(placed_order.id) || ' orders paid',
                      count(*) filter (where paid_at is not null and intent.state is distinct from 'CAPTURED'
                                          or paid_at is null and intent.state = 'CAPTURED' and intent.refunded_minor < intent.amount_minor)
                 from orders.placed_order
            full join payments.intent on reference = placed_order.id
                where coalesce(placed_order.id, reference) not in (select id from pg_temp.order_before)
                  and coalesce(placed_order.id, reference) not in (select id from shops.plan_fee)
            """),
    ANSWERS("each order that somebody was told of is there, and was told under one key", """
               select count(distinct told.id) || ' orders told of',
                      count(*) filter (where placed_order.id is null) + count(*) - count(distinct told.id)
                 from (select (convert_from(body, 'UTF8')::jsonb ->> 'id')::uuid as id
                         from idempotency.answer
                        where route = '/api/{version}/orders' and status = 201
                       union all
                       select (placed ->> 'id')::uuid
                         from idempotency.answer, jsonb_array_elements(convert_from(body, 'UTF8')::jsonb -> 'orders') placed
                        where route = '/api/{version}/checkouts' and status = 201) told
            left join orders.placed_order on placed_order.id = told.id
            """);

    /** Those that need no day and nobody to have come to rest. */
    public static final Set<Invariant> STANDING = EnumSet.of(LEDGER, ENTRIES, STOCK, REFUNDS, PAYOUTS, DISPUTES);

    private final String sentence;
    private final String sql;

    Invariant(String sentence, String sql) {
        this.sentence = sentence;
        this.sql = sql;
    }

    String sentence() {
        return sentence;
    }

    String sql() {
        return sql;
    }
}

package dev.fairground.payments;

import dev.fairground.money.Money;
import dev.fairground.platform.ids.UuidV7;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes disputes, each method one step. Whoever calls holds the payment's lock. */
@Repository
class DisputeStore {

    private final JdbcClient jdbc;

    DisputeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** True if the dispute is new, or its status is. One that has ended stays ended, whatever is read late. */
    boolean record(PaymentId payment, DisputeNews news, Instant now) {
        return 1
                == jdbc.sql("""
                insert into payments.dispute (id, intent_id, provider, provider_ref, amount_minor, currency, reason, status, recorded_at,
                                              changed_at)
                     values (:id, :payment, 'stripe', :ref, :amount, :currency, :reason, :status, :now, :now)
                on conflict (provider, provider_ref)
                  do update set status = excluded.status, changed_at = excluded.changed_at
                      where dispute.status <> excluded.status
                        and dispute.status not in ('WON', 'LOST', 'PREVENTED', 'WARNING_CLOSED')
                """)
                        .param("id", UuidV7.next())
                        .param("payment", payment.value())
                        .param("ref", news.ref())
                        .param("amount", news.amount().amountMinor())
                        .param("currency", news.amount().currency().getCurrencyCode())
                        .param("reason", news.reason())
                        .param("status", news.status().name())
                        .param("now", utc(now))
                        .update();
    }

    /** As recorded; amounts are zero where the bank has taken nothing. */
    Taken find(String providerRef) {
        return jdbc.sql("""
                select id, currency, withdrawn_minor, withdrawn_fee_minor, withdrawn_at is not null as withdrawn,
                       returned_at is not null as returned
                  from payments.dispute
                 where provider = 'stripe' and provider_ref = :ref
                """)
                .param("ref", providerRef)
                .query((row, _) -> new Taken(
                        row.getObject("id", UUID.class),
                        Money.of(row.getLong("withdrawn_minor"), row.getString("currency")),
                        Money.of(row.getLong("withdrawn_fee_minor"), row.getString("currency")),
                        row.getBoolean("withdrawn"),
                        row.getBoolean("returned")))
                .single();
    }

    /** {@code fee} is the part of ours in what was taken. */
    void withdrawn(UUID id, DisputeNews.Movement taken, Money fee, Instant now) {
        jdbc.sql("""
                update payments.dispute
                   set withdrawn_minor = :amount, withdrawn_fee_minor = :fee, cost_minor = :cost, withdrawn_at = :now
                 where id = :id and withdrawn_at is null
                """)
                .param("id", id)
                .param("amount", taken.amount().amountMinor())
                .param("fee", fee.amountMinor())
                .param("cost", taken.cost().amountMinor())
                .param("now", utc(now))
                .update();
    }

    /** Counts in what the payer's bank took, or counts it out again where both are negative. */
    void takeFrom(PaymentId id, Money amount, Money fee) {
        jdbc.sql("""
                update payments.intent
                   set disputed_minor = disputed_minor + :amount, disputed_fee_minor = disputed_fee_minor + :fee
                 where id = :id and state = 'CAPTURED'
                """)
                .param("id", id.value())
                .param("amount", amount.amountMinor())
                .param("fee", fee.amountMinor())
                .update();
    }

    void returned(UUID id, Instant now) {
        jdbc.sql("""
                update payments.dispute
                   set returned_at = :now
                 where id = :id and withdrawn_at is not null and returned_at is null
                """).param("id", id).param("now", utc(now)).update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** What the payer's bank has taken of a payment, and the part of our fee in it. */
    record Taken(UUID dispute, Money amount, Money fee, boolean withdrawn, boolean returned) {}
}

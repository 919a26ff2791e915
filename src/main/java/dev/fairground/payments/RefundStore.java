package dev.fairground.payments;

import dev.fairground.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes refunds, each method one step, in the manner of {@link IntentStore}. */
@Repository
class RefundStore {

    private final JdbcClient jdbc;

    RefundStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void record(Refund refund, String why, Instant now) {
        jdbc.sql("""
                insert into payments.refund (id, intent_id, amount_minor, fee_back_minor, currency, why, state, provider, recorded_at)
                     values (:id, :payment, :amount, :feeBack, :currency, :why, 'RECORDED', 'stripe', :now)
                """)
                .param("id", refund.id().value())
                .param("payment", refund.payment().value())
                .param("amount", refund.amount().amountMinor())
                .param("feeBack", refund.feeBack().amountMinor())
                .param("currency", refund.amount().currency().getCurrencyCode())
                .param("why", why)
                .param("now", utc(now))
                .update();
    }

    Optional<Refund> find(RefundId id) {
        return jdbc.sql("""
                select id, intent_id, amount_minor, fee_back_minor, currency, state, provider_ref
                  from payments.refund
                 where id = :id
                """).param("id", id.value()).query(RefundStore::refund).optional();
    }

    Optional<RefundId> byProviderRef(String providerRef) {
        return jdbc.sql("select id from payments.refund where provider = 'stripe' and provider_ref = :providerRef")
                .param("providerRef", providerRef)
                .query((row, _) -> new RefundId(row.getObject("id", UUID.class)))
                .optional();
    }

    /** True the first time: nobody before can have asked the provider. */
    boolean begin(RefundId id, Instant now) {
        return 1 == jdbc.sql("""
                update payments.refund
                   set sent_at = :now
                 where id = :id and sent_at is null
                """).param("id", id.value()).param("now", utc(now)).update();
    }

    /** The provider knows of it and has not ended it. */
    void accepted(RefundId id, String providerRef) {
        jdbc.sql("""
                update payments.refund
                   set provider_ref = :providerRef
                 where id = :id and provider_ref is null and sent_at is not null
                """).param("id", id.value()).param("providerRef", providerRef).update();
    }

    boolean completed(RefundId id, String providerRef, Instant now) {
        return 1
                == jdbc.sql("""
                update payments.refund
                   set state = 'COMPLETED', completed_at = :now, provider_ref = :providerRef
                 where id = :id and state = 'RECORDED'
                """)
                        .param("id", id.value())
                        .param("providerRef", providerRef)
                        .param("now", utc(now))
                        .update();
    }

    boolean failed(RefundId id, Instant now) {
        return 1 == jdbc.sql("""
                update payments.refund
                   set state = 'FAILED', failed_at = :now
                 where id = :id and state in ('RECORDED', 'COMPLETED')
                """).param("id", id.value()).param("now", utc(now)).update();
    }

    /** What has been sent back to the payer of this payment, in minor units. */
    long completedMinor(PaymentId payment) {
        return jdbc.sql("""
                select coalesce(sum(amount_minor), 0)
                  from payments.refund
                 where intent_id = :payment and state = 'COMPLETED'
                """).param("payment", payment.value()).query(Long.class).single();
    }

    /** Those recorded before {@code before} that have not ended, oldest first, at most {@code limit}. */
    List<RefundId> unsettled(Instant before, int limit) {
        return jdbc.sql("""
                  select id
                    from payments.refund
                   where state = 'RECORDED' and recorded_at < :before
                order by recorded_at
                   limit :limit
                """)
                .param("before", utc(before))
                .param("limit", limit)
                .query((row, _) -> new RefundId(row.getObject("id", UUID.class)))
                .list();
    }

    private static Refund refund(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        return new Refund(
                new RefundId(row.getObject("id", UUID.class)),
                new PaymentId(row.getObject("intent_id", UUID.class)),
                Money.of(row.getLong("amount_minor"), currency),
                Money.of(row.getLong("fee_back_minor"), currency),
                Refund.State.valueOf(row.getString("state")),
                row.getString("provider_ref"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

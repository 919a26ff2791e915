package dev.fairground.payments;

import dev.fairground.money.Money;
import dev.fairground.payments.Payments.PayoutState;
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

/** Writes payouts, each method one step, in the manner of {@link IntentStore}. */
@Repository
class PayoutStore {

    private final JdbcClient jdbc;

    PayoutStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What the payee can have in each currency: what the ledger says is theirs, less refunds that are on their way out of it. Whoever calls
     * to decide holds the lock of {@link PayoutAccounts}.
     */
    List<Money> free(UUID payee) {
        return jdbc.sql("""
                  select currency, sum(amount_minor)::bigint as free
                    from (   select currency, -amount_minor as amount_minor
                               from payments.posting
                              where account = :account
                          union all
                             select refund.currency, refund.fee_back_minor - refund.amount_minor
                               from payments.refund
                               join payments.intent on intent.id = intent_id
                              where refund.state = 'RECORDED' and payee_id = :payee and released_at is not null) line
                group by currency
                order by currency
                """)
                .param("account", "free:" + payee)
                .param("payee", payee)
                .query((row, _) -> Money.of(row.getLong("free"), row.getString("currency")))
                .list();
    }

    /** The payee can have their part of this payment; true the first time. */
    boolean released(PaymentId id, Instant now) {
        return 1 == jdbc.sql("""
                update payments.intent
                   set released_at = :now
                 where id = :id and state = 'CAPTURED' and released_at is null
                """).param("id", id.value()).param("now", utc(now)).update();
    }

    void record(Payout payout, Instant now) {
        jdbc.sql("""
                insert into payments.payout (id, payee_id, amount_minor, currency, destination, state, provider, recorded_at)
                     values (:id, :payee, :amount, :currency, :destination, 'RECORDED', 'stripe', :now)
                """)
                .param("id", payout.id().value())
                .param("payee", payout.payee())
                .param("amount", payout.amount().amountMinor())
                .param("currency", payout.amount().currency().getCurrencyCode())
                .param("destination", payout.destination())
                .param("now", utc(now))
                .update();
    }

    Optional<Payout> find(PayoutId id) {
        return jdbc.sql("""
                select id, payee_id, amount_minor, currency, destination, state, provider_ref
                  from payments.payout
                 where id = :id
                """).param("id", id.value()).query(PayoutStore::payout).optional();
    }

    /** Whoever settles a payout goes through here first. */
    Optional<Payout> lock(PayoutId id) {
        return jdbc.sql("""
                select id, payee_id, amount_minor, currency, destination, state, provider_ref
                  from payments.payout
                 where id = :id
                   for update
                """).param("id", id.value()).query(PayoutStore::payout).optional();
    }

    Optional<PayoutId> byProviderRef(String providerRef) {
        return jdbc.sql("select id from payments.payout where provider = 'stripe' and provider_ref = :providerRef")
                .param("providerRef", providerRef)
                .query((row, _) -> new PayoutId(row.getObject("id", UUID.class)))
                .optional();
    }

    /** True the first time: nobody before can have asked the provider. */
    boolean begin(PayoutId id, Instant now) {
        return 1 == jdbc.sql("""
                update payments.payout
                   set sent_at = :now
                 where id = :id and sent_at is null
                """).param("id", id.value()).param("now", utc(now)).update();
    }

    boolean accepted(PayoutId id, String providerRef, Instant now) {
        return 1
                == jdbc.sql("""
                update payments.payout
                   set state = 'IN_TRANSIT', provider_ref = :providerRef, accepted_at = :now
                 where id = :id and state = 'RECORDED'
                """)
                        .param("id", id.value())
                        .param("providerRef", providerRef)
                        .param("now", utc(now))
                        .update();
    }

    boolean paid(PayoutId id, Instant now) {
        return 1 == jdbc.sql("""
                update payments.payout
                   set state = 'PAID', paid_at = :now
                 where id = :id and state = 'IN_TRANSIT'
                """).param("id", id.value()).param("now", utc(now)).update();
    }

    boolean failed(PayoutId id, PayoutFailure why, Instant now) {
        return 1
                == jdbc.sql("""
                update payments.payout
                   set state = 'FAILED', failed_at = :now, failure = :why
                 where id = :id and state in ('RECORDED', 'IN_TRANSIT', 'PAID')
                """)
                        .param("id", id.value())
                        .param("why", why.code())
                        .param("now", utc(now))
                        .update();
    }

    /**
     * Those without an end about which nobody has asked since: {@code sentBefore} where the provider's answer is missing, {@code
     * goneBefore} where a bank has it. Oldest first, at most {@code limit}; they count as asked about from {@code now}.
     */
    List<PayoutId> toAskAbout(Instant sentBefore, Instant goneBefore, Instant now, int limit) {
        return jdbc.sql("""
                   update payments.payout
                      set asked_at = :now
                    where id in (  select id
                                     from payments.payout
                                    where state in ('RECORDED', 'IN_TRANSIT')
                                      and coalesce(asked_at, recorded_at) < case state when 'RECORDED' then :sentBefore::timestamptz
                                                                                       else :goneBefore::timestamptz end
                                 order by recorded_at
                                    limit :limit
                                      for update skip locked)
                returning id
                """)
                .param("sentBefore", utc(sentBefore))
                .param("goneBefore", utc(goneBefore))
                .param("now", utc(now))
                .param("limit", limit)
                .query((row, _) -> new PayoutId(row.getObject("id", UUID.class)))
                .list();
    }

    private static Payout payout(ResultSet row, int number) throws SQLException {
        return new Payout(
                new PayoutId(row.getObject("id", UUID.class)),
                row.getObject("payee_id", UUID.class),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("destination"),
                PayoutState.valueOf(row.getString("state")),
                row.getString("provider_ref"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

package dev.fairground.payments;

import dev.fairground.money.Money;
import dev.fairground.payments.Payments.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes intents, each method one step. A step names the states it may be taken from and says whether it was: of many that try to take
 * it, one does.
 */
@Repository
class IntentStore {

    private final JdbcClient jdbc;

    IntentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One statement for all; false if there is one for any of these references already. */
    boolean record(List<PaymentId> ids, List<Payments.Request> requests, Instant now) {
        return ids.size()
                == jdbc.sql("""
                insert into payments.intent (id, reference, payer_id, payee_id, amount_minor, fee_minor, currency, method, state,
                                             provider, recorded_at)
                     select wanted.*, 'RECORDED', 'stripe', :now
                       from unnest(:ids::uuid[], :references::uuid[], :payers::uuid[], :payees::uuid[], :amounts::bigint[], :fees::bigint[],
                                   :currencies::text[], :methods::text[]) wanted
                on conflict on constraint intent_once_per_reference do nothing
                """)
                        .param("ids", ids.stream().map(PaymentId::value).toArray(UUID[]::new))
                        .param("references", array(requests, Payments.Request::reference, UUID[]::new))
                        .param(
                                "payers",
                                array(requests, request -> request.payer().value(), UUID[]::new))
                        .param("payees", array(requests, Payments.Request::payee, UUID[]::new))
                        .param(
                                "amounts",
                                array(requests, request -> request.amount().amountMinor(), Long[]::new))
                        .param("fees", array(requests, request -> request.fee().amountMinor(), Long[]::new))
                        .param(
                                "currencies",
                                array(
                                        requests,
                                        request -> request.amount().currency().getCurrencyCode(),
                                        String[]::new))
                        .param("methods", array(requests, Payments.Request::method, String[]::new))
                        .param("now", utc(now))
                        .update();
    }

    /** Whoever cancels, refunds or settles a payment goes through here first, so they queue per payment. */
    Optional<Intent> lock(UUID reference) {
        return jdbc.sql("""
                select id, reference, payee_id, amount_minor, fee_minor, currency, method, state, provider_ref, charging_at,
                       cancelled_at, refunded_minor, refunded_fee_minor, disputed_minor, disputed_fee_minor, released_at
                  from payments.intent
                 where reference = :reference
                   for update
                """)
                .param("reference", reference)
                .query(IntentStore::intent)
                .optional();
    }

    Optional<Intent> lock(PaymentId id) {
        return jdbc.sql("""
                select id, reference, payee_id, amount_minor, fee_minor, currency, method, state, provider_ref, charging_at,
                       cancelled_at, refunded_minor, refunded_fee_minor, disputed_minor, disputed_fee_minor, released_at
                  from payments.intent
                 where id = :id
                   for update
                """).param("id", id.value()).query(IntentStore::intent).optional();
    }

    /** The payment that is refunded; a refund has no lock of its own. */
    Optional<Intent> lock(RefundId id) {
        return jdbc.sql("""
                select id, reference, payee_id, amount_minor, fee_minor, currency, method, state, provider_ref, charging_at,
                       cancelled_at, refunded_minor, refunded_fee_minor, disputed_minor, disputed_fee_minor, released_at
                  from payments.intent
                 where id = (select intent_id from payments.refund where refund.id = :id)
                   for update
                """).param("id", id.value()).query(IntentStore::intent).optional();
    }

    /** From here on the provider may know of it. Empty once it has ended, and then there is nothing to ask. */
    Optional<Intent> begin(PaymentId id, Instant now) {
        return jdbc.sql("""
                   update payments.intent
                      set state = 'CHARGING', charging_at = coalesce(charging_at, :now)
                    where id = :id and state in ('RECORDED', 'CHARGING')
                returning id, reference, payee_id, amount_minor, fee_minor, currency, method, state, provider_ref, charging_at,
                          cancelled_at, refunded_minor, refunded_fee_minor, disputed_minor, disputed_fee_minor, released_at
                """)
                .param("id", id.value())
                .param("now", utc(now))
                .query(IntentStore::intent)
                .optional();
    }

    /** Stores the provider's id and answers how the intent stands now. Empty if it has ended meanwhile. */
    Optional<Intent> opened(PaymentId id, String providerRef) {
        return jdbc.sql("""
                   update payments.intent
                      set provider_ref = :providerRef
                    where id = :id and state = 'CHARGING' and coalesce(provider_ref, :providerRef) = :providerRef
                returning id, reference, payee_id, amount_minor, fee_minor, currency, method, state, provider_ref, charging_at,
                          cancelled_at, refunded_minor, refunded_fee_minor, disputed_minor, disputed_fee_minor, released_at
                """)
                .param("id", id.value())
                .param("providerRef", providerRef)
                .query(IntentStore::intent)
                .optional();
    }

    boolean captured(PaymentId id, Instant now) {
        return 1 == jdbc.sql("""
                update payments.intent
                   set state = 'CAPTURED', captured_at = :now
                 where id = :id and state = 'CHARGING'
                """).param("id", id.value()).param("now", utc(now)).update();
    }

    boolean declined(PaymentId id, String code, Instant now) {
        return 1
                == jdbc.sql("""
                update payments.intent
                   set state = 'DECLINED', declined_at = :now, decline_code = :code
                 where id = :id and state = 'CHARGING'
                """)
                        .param("id", id.value())
                        .param("code", code)
                        .param("now", utc(now))
                        .update();
    }

    boolean voided(PaymentId id, Instant now) {
        return 1 == jdbc.sql("""
                update payments.intent
                   set state = 'VOIDED', voided_at = :now
                 where id = :id and state in ('RECORDED', 'CHARGING')
                """).param("id", id.value()).param("now", utc(now)).update();
    }

    void markCancelled(PaymentId id, Instant now) {
        jdbc.sql("""
                update payments.intent
                   set cancelled_at = :now
                 where id = :id and state = 'CHARGING' and cancelled_at is null
                """).param("id", id.value()).param("now", utc(now)).update();
    }

    /** Sets the refund's amount aside. The row check refuses what would go over, should the caller have forgotten to lock. */
    void reserve(Refund refund) {
        jdbc.sql("""
                update payments.intent
                   set refunded_minor = refunded_minor + :amount, refunded_fee_minor = refunded_fee_minor + :feeBack
                 where id = :id and state = 'CAPTURED'
                """)
                .param("id", refund.payment().value())
                .param("amount", refund.amount().amountMinor())
                .param("feeBack", refund.feeBack().amountMinor())
                .update();
    }

    /** Gives back what {@link #reserve} set aside. */
    void release(Refund refund) {
        jdbc.sql("""
                update payments.intent
                   set refunded_minor = refunded_minor - :amount, refunded_fee_minor = refunded_fee_minor - :feeBack
                 where id = :id and state = 'CAPTURED'
                """)
                .param("id", refund.payment().value())
                .param("amount", refund.amount().amountMinor())
                .param("feeBack", refund.feeBack().amountMinor())
                .update();
    }

    Optional<PaymentId> byProviderRef(String providerRef) {
        return jdbc.sql("select id from payments.intent where provider = 'stripe' and provider_ref = :providerRef")
                .param("providerRef", providerRef)
                .query((row, _) -> new PaymentId(row.getObject("id", UUID.class)))
                .optional();
    }

    /** The provider's id of a payment that is to be refunded. */
    String providerRef(PaymentId id) {
        return jdbc.sql("select provider_ref from payments.intent where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    /** Those recorded before {@code before} that have not ended, oldest first, at most {@code limit}. */
    List<PaymentId> unsettled(Instant before, int limit) {
        return jdbc.sql("""
                  select id
                    from payments.intent
                   where state in ('RECORDED', 'CHARGING') and recorded_at < :before
                order by recorded_at
                   limit :limit
                """)
                .param("before", utc(before))
                .param("limit", limit)
                .query((row, _) -> new PaymentId(row.getObject("id", UUID.class)))
                .list();
    }

    private static Intent intent(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        var chargingAt = row.getObject("charging_at", OffsetDateTime.class);
        return new Intent(
                new PaymentId(row.getObject("id", UUID.class)),
                row.getObject("reference", UUID.class),
                row.getObject("payee_id", UUID.class),
                Money.of(row.getLong("amount_minor"), currency),
                Money.of(row.getLong("fee_minor"), currency),
                row.getString("method"),
                State.valueOf(row.getString("state")),
                row.getString("provider_ref"),
                chargingAt == null ? null : chargingAt.toInstant(),
                row.getObject("cancelled_at") != null,
                Money.of(row.getLong("refunded_minor"), currency),
                Money.of(row.getLong("refunded_fee_minor"), currency),
                Money.of(row.getLong("disputed_minor"), currency),
                Money.of(row.getLong("disputed_fee_minor"), currency),
                row.getObject("released_at") != null);
    }

    private static <V> V[] array(
            List<Payments.Request> requests, Function<Payments.Request, V> column, IntFunction<V[]> made) {
        return requests.stream().map(column).toArray(made);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes subscriptions and their fees. Whoever calls has locked the shop's row, by {@link #lock} or by loading the shop to change it. */
@Repository
class SubscriptionStore {

    private final JdbcClient jdbc;

    SubscriptionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void lock(ShopId shop) {
        jdbc.sql("select id from shops.shop where id = :shop for no key update")
                .param("shop", shop.value())
                .query(UUID.class)
                .single();
    }

    Optional<Subscription> find(ShopId shop) {
        return jdbc.sql("""
                select shop_id, payer_id, method, since, paid_until, grace_until, ends, next_step_at
                  from shops.subscription
                 where shop_id = :shop
                """)
                .param("shop", shop.value())
                .query(SubscriptionStore::subscription)
                .optional();
    }

    void save(Subscription subscription) {
        jdbc.sql("""
                insert into shops.subscription (shop_id, payer_id, method, since, paid_until, grace_until, ends, next_step_at)
                     values (:shop, :payer, :method, :since, :paidUntil, :graceUntil, :ends, :nextStepAt)
                on conflict on constraint subscription_pk
                  do update set payer_id = excluded.payer_id, method = excluded.method, paid_until = excluded.paid_until,
                                grace_until = excluded.grace_until, ends = excluded.ends, next_step_at = excluded.next_step_at
                """)
                .param("shop", subscription.shop().value())
                .param("payer", subscription.payer().value())
                .param("method", subscription.method())
                .param("since", utc(subscription.since()))
                .param("paidUntil", utc(subscription.paidUntil()))
                .param("graceUntil", orNull(subscription.graceUntil()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("ends", subscription.ends())
                .param("nextStepAt", utc(subscription.nextStepAt()))
                .update();
    }

    void remove(ShopId shop) {
        jdbc.sql("delete from shops.subscription where shop_id = :shop")
                .param("shop", shop.value())
                .update();
    }

    /** Shops of whose subscription something is due, the longest due first, at most {@code limit}. */
    List<ShopId> due(Instant now, int limit) {
        return jdbc.sql("""
                  select shop_id
                    from shops.subscription
                   where next_step_at <= :now
                order by next_step_at
                   limit :limit
                """)
                .param("now", utc(now))
                .param("limit", limit)
                .query((row, _) -> new ShopId(row.getObject("shop_id", UUID.class)))
                .list();
    }

    /** Writes a fee for a month of {@code plan} at what it costs now; empty, and nothing written, while another of the shop is under way. */
    Optional<PlanFee> ask(ShopId shop, MemberId payer, String method, Plan plan, Instant now) {
        return jdbc.sql("""
                insert into shops.plan_fee (id, shop_id, payer_id, method, amount_minor, currency, asked_at)
                     select :id, :shop, :payer, :method, monthly_minor, currency, :now
                       from shops.plan
                      where name = :plan
                on conflict (shop_id) where paid_at is null and failed_at is null do nothing
                  returning id, shop_id, payer_id, method, amount_minor, currency
                """)
                .param("id", FeeId.next().value())
                .param("shop", shop.value())
                .param("payer", payer.value())
                .param("method", method)
                .param("plan", plan.name())
                .param("now", utc(now))
                .query(SubscriptionStore::fee)
                .optional();
    }

    /** The fee that is under way. */
    Optional<FeeId> open(ShopId shop) {
        return jdbc.sql("select id from shops.plan_fee where shop_id = :shop and paid_at is null and failed_at is null")
                .param("shop", shop.value())
                .query((row, _) -> new FeeId(row.getObject("id", UUID.class)))
                .optional();
    }

    /** Payments tell of orders as well, so empty is the usual answer. */
    Optional<PlanFee> fee(FeeId id) {
        return jdbc.sql(
                        "select id, shop_id, payer_id, method, amount_minor, currency from shops.plan_fee where id = :id")
                .param("id", id.value())
                .query(SubscriptionStore::fee)
                .optional();
    }

    /** False if the fee has ended before, paid or not. */
    boolean paid(FeeId id, Instant now) {
        return 1 == jdbc.sql("""
                update shops.plan_fee
                   set paid_at = :now
                 where id = :id and paid_at is null and failed_at is null
                """).param("id", id.value()).param("now", utc(now)).update();
    }

    /** Likewise. */
    boolean failed(FeeId id, String why, Instant now) {
        return 1
                == jdbc.sql("""
                update shops.plan_fee
                   set failed_at = :now, why = :why
                 where id = :id and paid_at is null and failed_at is null
                """)
                        .param("id", id.value())
                        .param("why", why)
                        .param("now", utc(now))
                        .update();
    }

    private static PlanFee fee(ResultSet row, int number) throws SQLException {
        return new PlanFee(
                new FeeId(row.getObject("id", UUID.class)),
                new ShopId(row.getObject("shop_id", UUID.class)),
                new MemberId(row.getObject("payer_id", UUID.class)),
                row.getString("method"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")));
    }

    private static Subscription subscription(ResultSet row, int number) throws SQLException {
        var grace = row.getTimestamp("grace_until");
        return new Subscription(
                new ShopId(row.getObject("shop_id", UUID.class)),
                new MemberId(row.getObject("payer_id", UUID.class)),
                row.getString("method"),
                row.getTimestamp("since").toInstant(),
                row.getTimestamp("paid_until").toInstant(),
                grace == null ? null : grace.toInstant(),
                row.getBoolean("ends"),
                row.getTimestamp("next_step_at").toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime orNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }
}

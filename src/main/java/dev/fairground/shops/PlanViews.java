package dev.fairground.shops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairground.access.Caller;
import dev.fairground.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that only reads plans: what there is to take, and how a shop stands with its own. */
@Repository
class PlanViews {

    private final JdbcClient jdbc;

    PlanViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The cheapest first. */
    List<Offer> offers() {
        return jdbc.sql("""
                  select name as plan, live_listings, pictures_per_listing, staff_seats, monthly_minor, currency
                    from shops.plan
                order by monthly_minor, name
                """)
                .query((row, number) -> new Offer(
                        Shops.entitlements(row, number),
                        Price.of(Money.of(row.getLong("monthly_minor"), row.getString("currency")))))
                .list();
    }

    /** Of one of the caller's own shops; empty for anybody else's. */
    Optional<Standing> of(ShopId shop, Caller caller) {
        return jdbc.sql("""
                     select shop.name, plan, live_listings, pictures_per_listing, staff_seats,
                            team.seated, team.suspended, paid_until, grace_until, ends,
                            amount_minor, currency, asked_at, paid_at, failed_at, why
                       from shops.shop
                 cross join lateral (select count(*) filter (where suspended_at is null) as seated,
                                            count(suspended_at) as suspended
                                       from shops.team_member
                                      where shop_id = shop.id and role <> 'OWNER') team
                  left join shops.subscription on subscription.shop_id = shop.id
                  left join lateral (select amount_minor, currency, asked_at, paid_at, failed_at, why
                                       from shops.plan_fee
                                      where shop_id = shop.id
                                   order by id desc
                                      limit 1) fee on true
                      where shop.id = :shop
                        and shop.id = any(:shops)
                """)
                .param("shop", shop.value())
                .param("shops", caller.where(ShopRights.PLAN))
                .query(PlanViews::standing)
                .optional();
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        var paidUntil = instant(row.getTimestamp("paid_until"));
        return new Standing(
                row.getString("name"),
                Shops.entitlements(row, number),
                row.getInt("seated"),
                row.getInt("suspended"),
                paidUntil == null
                        ? null
                        : new Paying(paidUntil, !row.getBoolean("ends"), instant(row.getTimestamp("grace_until"))),
                lastFee(row));
    }

    private static @Nullable LastFee lastFee(ResultSet row) throws SQLException {
        var asked = instant(row.getTimestamp("asked_at"));
        if (asked == null) return null;
        var state = row.getTimestamp("paid_at") != null
                ? FeeState.PAID
                : row.getTimestamp("failed_at") != null ? FeeState.FAILED : FeeState.UNDER_WAY;
        return new LastFee(
                Price.of(Money.of(row.getLong("amount_minor"), row.getString("currency"))),
                asked,
                state,
                row.getString("why"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /** A plan that any shop can have; free of charge where {@code monthly} is zero. */
    record Offer(@JsonUnwrapped Entitlements entitlements, Price monthly) {}

    /** How a shop stands. {@code paying} is null where it pays for nothing, {@code lastFee} where it never was asked to. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standing(
            String shopName,
            @JsonUnwrapped Entitlements entitlements,
            int seated,
            int suspended,
            @Nullable Paying paying,
            @Nullable LastFee lastFee) {}

    /** {@code graceUntil}: until when the plan holds although the next month is not paid; null while nothing is owed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Paying(
            Instant paidUntil, boolean renews, @Nullable Instant graceUntil) {}

    /** {@code trouble} is what the payer can do about it; null unless it failed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LastFee(
            Price amount,
            Instant askedAt,
            FeeState state,
            @Nullable String trouble) {}

    enum FeeState {
        UNDER_WAY,
        PAID,
        FAILED
    }

    /** {@code {"amountMinor": 2900, "currency": "EUR"}}. */
    record Price(long amountMinor, String currency) {

        static Price of(Money money) {
            return new Price(money.amountMinor(), money.currency().getCurrencyCode());
        }

        /** For pages, which write every amount alike. */
        public Money money() {
            return Money.of(amountMinor, currency);
        }
    }
}

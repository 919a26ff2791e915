package dev.fairground.orders;

import dev.fairground.identity.MemberId;
import dev.fairground.listings.ListingId;
import dev.fairground.money.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Loads baskets to change them, and writes their lines. */
@Repository
class BasketStore {

    private final JdbcClient jdbc;

    BasketStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A member's windows queue here, so one cannot check out what another is taking away. */
    Basket lock(MemberId member, Instant now) {
        jdbc.sql("""
                insert into orders.basket (member_id, changed_at)
                values (:member, :now)
                    on conflict on constraint basket_pk do update set changed_at = excluded.changed_at
                """)
                .param("member", member.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return find(member);
    }

    Basket find(MemberId member) {
        return new Basket(jdbc.sql("""
                  select position, listing_id, title, price_minor, currency, quantity
                    from orders.basket_line
                   where member_id = :member
                order by position
                """)
                .param("member", member.value())
                .query((row, _) -> new BasketLine(
                        row.getInt("position"),
                        new ListingId(row.getObject("listing_id", UUID.class)),
                        row.getString("title"),
                        Money.of(row.getLong("price_minor"), row.getString("currency")),
                        row.getInt("quantity")))
                .list());
    }

    void put(MemberId member, BasketLine line) {
        jdbc.sql("""
                insert into orders.basket_line (member_id, position, listing_id, title, price_minor, currency, quantity)
                values (:member, :position, :listing, :title, :price, :currency, :quantity)
                    on conflict on constraint basket_line_pk
                    do update set title = excluded.title, price_minor = excluded.price_minor, currency = excluded.currency,
                                  quantity = excluded.quantity
                """)
                .param("member", member.value())
                .param("position", line.position())
                .param("listing", line.listing().value())
                .param("title", line.title())
                .param("price", line.price().amountMinor())
                .param("currency", line.price().currency().getCurrencyCode())
                .param("quantity", line.quantity())
                .update();
    }

    void remove(MemberId member, Collection<ListingId> listings) {
        jdbc.sql("delete from orders.basket_line where member_id = :member and listing_id = any(:listings)")
                .param("member", member.value())
                .param("listings", listings.stream().map(ListingId::value).toArray(UUID[]::new))
                .update();
    }
}

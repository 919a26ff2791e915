package dev.fairground.listings;

import dev.fairground.catalog.CategoryId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.Shops;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps what a shop has on offer within its plan. Triggers count, and refuse what would be too much; here a person is told why, and what
 * is too much since the plan became smaller is taken off.
 *
 * <p>Everybody locks listings first and the shelf's row after them, so nobody waits in a circle.
 */
@Repository
class Shelf {

    private final JdbcClient jdbc;
    private final Shops shops;

    Shelf(JdbcClient jdbc, Shops shops) {
        this.jdbc = jdbc;
        this.shops = shops;
    }

    /** Refuses if the plan has no room; until the caller's transaction ends, nobody else fills what room there is. */
    void mustHoldOneMore(ShopId shop) {
        int live = jdbc.sql("select live from listings.shelf where shop_id = :shop for no key update")
                .param("shop", shop.value())
                .query(Integer.class)
                .single();
        shops.entitlements(shop).mustHoldListing(live);
    }

    /** Refuses if the plan has no room for one picture more in this listing. */
    void mustHoldPicture(Gallery gallery) {
        shops.entitlements(gallery.shop()).mustHoldPicture(gallery.pictures().size());
    }

    /** Takes off what is beyond the plan, the newest first, at most {@code limit}. */
    List<ListingId> withhold(ShopId shop, int limit, Instant now) {
        return jdbc.sql("""
                   update listings.listing
                      set withdrawn_at = :now, withdrawn_by = null
                    where id in (select id
                                   from listings.listing
                                  where id in (select id
                                                 from listings.listing
                                                where shop_id = :shop and published_at is not null and withdrawn_at is null
                                             order by published_at desc, id desc
                                                limit (select least(greatest(live - most_live, 0), :limit)
                                                         from listings.shelf
                                                        where shop_id = :shop))
                               order by id
                                    for no key update)
                      and withdrawn_at is null
                returning id
                """)
                .param("shop", shop.value())
                .param("limit", limit)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new ListingId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Puts back what was taken off by {@link #withhold}, the oldest first, as far as the plan has room, at most {@code limit}. */
    List<ListingPublished> bringBack(ShopId shop, int limit) {
        return jdbc.sql("""
                   update listings.listing
                      set withdrawn_at = null
                    where id in (select id
                                   from listings.listing
                                  where id in (select id
                                                 from listings.listing
                                                where shop_id = :shop and withdrawn_at is not null and withdrawn_by is null
                                             order by published_at, id
                                                limit (select least(greatest(most_live - live, 0), :limit)
                                                         from listings.shelf
                                                        where shop_id = :shop))
                               order by id
                                    for no key update)
                      and withdrawn_by is null
                returning id, category_id, title, price_minor, currency
                """)
                .param("shop", shop.value())
                .param("limit", limit)
                .query((row, _) -> new ListingPublished(
                        new ListingId(row.getObject("id", UUID.class)),
                        shop,
                        new CategoryId(row.getObject("category_id", UUID.class)),
                        row.getString("title"),
                        Money.of(row.getLong("price_minor"), row.getString("currency"))))
                .list();
    }
}

package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.platform.web.Cursor;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads a shop's shelf for its team. */
@Repository
class ShelfViews {

    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;

    ShelfViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** With a page of what is withheld, the oldest first. Empty for anybody else's shop. */
    Optional<ShelfView> of(ShopId shop, Caller caller, PageRequest page) {
        record Room(int live, int most) {}
        return jdbc.sql("""
                select live, most_live
                  from listings.shelf
                 where shop_id = :shop
                   and shop_id = any(:shops)
                """)
                .param("shop", shop.value())
                .param("shops", caller.where(ShopRights.LISTINGS))
                .query((row, _) -> new Room(row.getInt("live"), row.getInt("most_live")))
                .optional()
                .map(room -> new ShelfView(room.live(), room.most(), withheld(shop, page)));
    }

    private Page<Withheld> withheld(ShopId shop, PageRequest page) {
        var rows = jdbc.sql("""
                  select id, title, withdrawn_at
                    from listings.listing
                   where shop_id = :shop
                     and withdrawn_at is not null
                     and withdrawn_by is null
                     and id > :after
                order by id
                   limit :limit
                """)
                .param("shop", shop.value())
                .param("after", page.after().map(cursor -> cursor.uuid(0)).orElse(FIRST))
                .param("limit", page.rowsToRead())
                .query((row, _) -> new Withheld(
                        new ListingId(row.getObject("id", UUID.class)),
                        row.getString("title"),
                        row.getTimestamp("withdrawn_at").toInstant()))
                .list();
        return Page.of(rows, page, one -> Cursor.of(one.id()));
    }

    /**
     * How full a shelf is.
     *
     * @param live on offer or sold out
     * @param mostLive what the plan allows; for a moment after it became smaller, less than {@code live}
     */
    record ShelfView(int live, int mostLive, Page<Withheld> withheld) {}

    /** Withdrawn because the plan has no room for it; it comes back by itself with a larger one. */
    record Withheld(ListingId id, String title, Instant since) {}
}

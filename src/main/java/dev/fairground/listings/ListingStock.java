package dev.fairground.listings;

import dev.fairground.listings.Listings.Shelf;
import dev.fairground.listings.Listings.Wanted;
import dev.fairground.money.Money;
import dev.fairground.platform.practices.Shows;
import dev.fairground.shops.ShopId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Takes from stock and puts back, by statements that check and change at once. */
@Repository
@Shows("db-concurrent-writes")
class ListingStock {

    private final JdbcClient jdbc;

    ListingStock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes what is wanted off the stock of published listings, wherever that many are left, and tells how each stood. The rows are locked
     * in the order of their ids, so buyers of the same things wait for each other instead of deadlocking; and what decides is read under
     * that lock, so the last piece is sold once.
     */
    List<Shelf> take(List<Wanted> wanted) {
        return jdbc.sql("""
                with wanted as (
                      select listing_id, quantity, position
                        from unnest(:listings::uuid[], :quantities::int[]) with ordinality as want (listing_id, quantity, position)),
                shelf as materialized (
                      select id, shop_id, title, price_minor, currency, stock, state
                        from listings.listing
                       where id = any(:listings)
                    order by id
                         for no key update),
                taken as (
                      update listings.listing
                         set stock = listing.stock - quantity
                        from wanted
                        join shelf on shelf.id = listing_id
                       where listing.id = shelf.id
                         and shelf.state = 'PUBLISHED'
                         and shelf.stock >= quantity)
                      select position, shop_id, title, price_minor, currency, stock, state
                        from wanted
                   left join shelf on shelf.id = listing_id
                    order by position
                """)
                .param("listings", ids(wanted))
                .param("quantities", quantities(wanted))
                .query((row, _) -> shelf(row, wanted))
                .list();
    }

    /** As {@link #take}, and takes nothing. */
    List<Shelf> look(List<Wanted> wanted) {
        return jdbc.sql("""
                   select position, shop_id, title, price_minor, currency, stock, state
                     from unnest(:listings::uuid[]) with ordinality as want (listing_id, position)
                left join listings.listing on id = listing_id
                 order by position
                """)
                .param("listings", ids(wanted))
                .query((row, _) -> shelf(row, wanted))
                .list();
    }

    /** One statement, with the locks in the order in which {@link #take} asks for them. */
    void putBack(List<Wanted> taken) {
        jdbc.sql("""
                with shelf as materialized (
                      select id
                        from listings.listing
                       where id = any(:listings)
                    order by id
                         for no key update)
                      update listings.listing
                         set stock = stock + quantity
                        from unnest(:listings::uuid[], :quantities::int[]) as taken (listing_id, quantity)
                        join shelf on shelf.id = listing_id
                       where listing.id = shelf.id
                """)
                .param("listings", ids(taken))
                .param("quantities", quantities(taken))
                .update();
    }

    /** Sets the stock to what the shop counted, within one of {@code shops}; false if there is no such listing. */
    boolean count(ListingId id, int stock, UUID[] shops) {
        return jdbc.sql("update listings.listing set stock = :stock where id = :id and shop_id = any(:shops)")
                        .param("id", id.value())
                        .param("stock", stock)
                        .param("shops", shops)
                        .update()
                == 1;
    }

    private static UUID[] ids(List<Wanted> wanted) {
        return wanted.stream().map(want -> want.listing().value()).toArray(UUID[]::new);
    }

    private static Integer[] quantities(List<Wanted> wanted) {
        return wanted.stream().map(Wanted::quantity).toArray(Integer[]::new);
    }

    private static Shelf shelf(ResultSet row, List<Wanted> wanted) throws SQLException {
        var want = wanted.get(row.getInt("position") - 1);
        String state = row.getString("state");
        if (state == null || State.valueOf(state) == State.DRAFT || State.valueOf(state) == State.WITHDRAWN) {
            return new Shelf(want, null, 0);
        }
        var now = new Listings.Reserved(
                want.listing(),
                new ShopId(row.getObject("shop_id", UUID.class)),
                row.getString("title"),
                Money.of(row.getLong("price_minor"), row.getString("currency")),
                want.quantity());
        return new Shelf(want, now, row.getInt("stock"));
    }
}

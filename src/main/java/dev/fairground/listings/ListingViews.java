package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.catalog.CategoryId;
import dev.fairground.money.Money;
import dev.fairground.platform.practices.Shows;
import dev.fairground.platform.web.Cursor;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Totals;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that only reads listings. The public sees what is or was on offer; a shop's team sees all of its own. */
@Repository
@Shows("db-no-default-scopes")
class ListingViews {

    private static final UUID BEFORE_ALL = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final UUID[] NONE = {};

    private final JdbcClient jdbc;
    private final Totals totals;

    ListingViews(JdbcClient jdbc, Totals totals) {
        this.jdbc = jdbc;
        this.totals = totals;
    }

    Optional<Detail> one(ListingId id, Optional<Caller> caller) {
        var shops = caller.map(known -> known.where(ShopRights.LISTINGS)).orElse(NONE);
        return jdbc.sql("""
                     select listing.id, shop_id, shop_name, category_id, title, description, price_minor, currency, stock, state,
                            attributes, latitude, longitude, version, card_key
                       from listings.listing
                  left join listings.picture on listing_id = listing.id and position = 0
                      where listing.id = :id
                        and (state in ('PUBLISHED', 'SOLD_OUT') or shop_id = any(:shops))
                """)
                .param("id", id.value())
                .param("shops", shops)
                .query(ListingViews::detail)
                .optional()
                .map(listing -> listing.with(pictures(id, shops)));
    }

    /** What the plan has no room for is kept and not shown, save to the team, which decides what comes first. */
    private List<Picture> pictures(ListingId id, UUID[] shops) {
        return jdbc.sql("""
                  select picture.id, content_hash, object_key, card_key, width, height
                    from listings.picture
                    join listings.listing on listing.id = listing_id
                    join listings.shelf using (shop_id)
                   where listing_id = :id
                     and (position < most_pictures or shop_id = any(:shops))
                order by position
                """)
                .param("id", id.value())
                .param("shops", shops)
                .query(PictureStore::picture)
                .list();
    }

    /** A shop's listings: all of them for its team, those on offer for everybody else. */
    Page<Card> ofShop(ShopId shop, Optional<Caller> caller, PageRequest page) {
        var shops = caller.map(known -> known.where(ShopRights.LISTINGS)).orElse(NONE);
        var rows = jdbc.sql("""
                     select listing.id, shop_id, shop_name, category_id, title, price_minor, currency, stock, state, card_key
                       from listings.listing
                  left join listings.picture on listing_id = listing.id and position = 0
                      where shop_id = :shop
                        and (state = 'PUBLISHED' or shop_id = any(:shops))
                        and listing.id < :after
                   order by listing.id desc
                      limit :limit
                """)
                .param("shop", shop.value())
                .param("shops", shops)
                .param("after", after(page))
                .param("limit", page.rowsToRead())
                .query(ListingViews::card)
                .list();
        return totals.on(
                paged(rows, page),
                page,
                "select from listings.listing where shop_id = :shop and (state = 'PUBLISHED' or shop_id = any(:shops))",
                Map.of("shop", shop.value(), "shops", shops));
    }

    /** What a member keeps, last kept first; what was withdrawn meanwhile is passed over. */
    Page<Card> favouritesOf(Caller member, PageRequest page) {
        var rows = jdbc.sql("""
                     select favourite.id as favourite, listing.id, shop_id, shop_name, category_id, title, price_minor, currency,
                            stock, state, card_key
                       from listings.favourite
                       join listings.listing on listing.id = favourite.listing_id
                  left join listings.picture on picture.listing_id = listing.id and position = 0
                      where member_id = :member
                        and state in ('PUBLISHED', 'SOLD_OUT')
                        and favourite.id < :after
                   order by favourite.id desc
                      limit :limit
                """)
                .param("member", member.id().value())
                .param("after", after(page))
                .param("limit", page.rowsToRead())
                .query((row, number) -> Map.entry(row.getObject("favourite", UUID.class), card(row, number)))
                .list();
        return totals.on(
                Page.of(rows, page, row -> Cursor.of(row.getKey())).map(Map.Entry::getValue),
                page,
                """
                select from listings.favourite
                       join listings.listing on listing.id = listing_id
                      where member_id = :member
                        and state in ('PUBLISHED', 'SOLD_OUT')
                """,
                Map.of("member", member.id().value()));
    }

    private static UUID after(PageRequest page) {
        return page.after().map(cursor -> cursor.uuid(0)).orElse(BEFORE_ALL);
    }

    private static Page<Card> paged(List<Card> rows, PageRequest page) {
        return Page.of(rows, page, card -> Cursor.of(card.id()));
    }

    static Card card(ResultSet row, int number) throws SQLException {
        return new Card(
                new ListingId(row.getObject("id", UUID.class)),
                new ShopId(row.getObject("shop_id", UUID.class)),
                row.getString("shop_name"),
                new CategoryId(row.getObject("category_id", UUID.class)),
                row.getString("title"),
                Money.of(row.getLong("price_minor"), row.getString("currency")),
                row.getInt("stock"),
                State.valueOf(row.getString("state")),
                row.getString("card_key"));
    }

    private static Detail detail(ResultSet row, int number) throws SQLException {
        var latitude = row.getBigDecimal("latitude");
        return new Detail(
                card(row, number),
                row.getString("description"),
                Attributes.of(row.getString("attributes")),
                latitude == null ? null : new Place(latitude, row.getBigDecimal("longitude")),
                row.getInt("version"),
                List.of());
    }

    /** What a card in a list shows. {@code picture} is a key in the object store, or null where there is none. */
    record Card(
            ListingId id,
            ShopId shop,
            String shopName,
            CategoryId category,
            String title,
            Money price,
            int stock,
            State state,
            @Nullable String picture) {

        /** Where a browser finds the picture. */
        @Nullable
        String pictureAddress() {
            return picture == null ? null : "/media/" + picture;
        }
    }

    record Detail(
            Card card,
            String description,
            Attributes attributes,
            @Nullable Place place,
            int version,
            List<Picture> pictures) {

        Detail with(List<Picture> shown) {
            return new Detail(card, description, attributes, place, version, shown);
        }
    }
}

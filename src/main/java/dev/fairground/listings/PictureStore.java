package dev.fairground.listings;

import dev.fairground.platform.objects.ObjectKey;
import dev.fairground.shops.ShopId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of pictures. Whoever changes a listing's has locked the listing. */
@Repository
class PictureStore {

    private final JdbcClient jdbc;

    PictureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All pictures of a listing of one of {@code shops}, also those beyond its plan; empty if there is no such listing. */
    Optional<Gallery> gallery(ListingId listing, UUID[] shops) {
        record Row(ShopId shop, @Nullable Picture picture) {}
        var rows = jdbc.sql("""
                   select shop_id, picture.id, content_hash, object_key, card_key, width, height
                     from listings.listing
                left join listings.picture on listing_id = listing.id
                    where listing.id = :listing
                      and shop_id = any(:shops)
                 order by position
                """)
                .param("listing", listing.value())
                .param("shops", shops)
                .query((row, number) -> new Row(
                        new ShopId(row.getObject("shop_id", UUID.class)),
                        row.getObject("id") == null ? null : picture(row, number)))
                .list();
        return rows.stream()
                .findFirst()
                .map(first -> new Gallery(
                        first.shop(),
                        rows.stream()
                                .flatMap(row -> Stream.ofNullable(row.picture()))
                                .toList()));
    }

    void add(ListingId listing, Picture picture, int position) {
        jdbc.sql("""
                insert into listings.picture (id, listing_id, position, content_hash, object_key, card_key, width, height)
                values (:id, :listing, :position, :hash, :full, :card, :width, :height)
                """)
                .param("id", picture.id().value())
                .param("listing", listing.value())
                .param("position", position)
                .param("hash", picture.hash())
                .param("full", picture.full().text())
                .param("card", picture.card().text())
                .param("width", picture.width())
                .param("height", picture.height())
                .update();
    }

    void remove(PictureId id) {
        jdbc.sql("delete from listings.picture where id = :id")
                .param("id", id.value())
                .update();
    }

    /** Puts a listing's pictures into this order, all of them at once. */
    void arrange(ListingId listing, List<PictureId> order) {
        jdbc.sql("""
                update listings.picture
                   set position = array_position(:order, id) - 1
                 where listing_id = :listing
                """)
                .param("listing", listing.value())
                .param("order", order.stream().map(PictureId::value).toArray(UUID[]::new))
                .update();
    }

    /** Those of {@code keys} that a picture names. */
    Set<String> named(Collection<ObjectKey> keys) {
        return Set.copyOf(jdbc.sql("""
                select object_key
                  from listings.picture
                 where object_key = any(:keys)
                 union
                select card_key
                  from listings.picture
                 where card_key = any(:keys)
                """)
                .param("keys", keys.stream().map(ObjectKey::text).toArray(String[]::new))
                .query(String.class)
                .list());
    }

    static Picture picture(ResultSet row, int number) throws SQLException {
        return new Picture(
                new PictureId(row.getObject("id", UUID.class)),
                row.getString("content_hash"),
                new ObjectKey(row.getString("object_key")),
                new ObjectKey(row.getString("card_key")),
                row.getInt("width"),
                row.getInt("height"));
    }
}

package dev.fairground.listings;

import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Takes from stock and puts back, by statements that check and change at once. */
@Repository
class ListingStock {

    private final JdbcClient jdbc;

    ListingStock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes {@code quantity} off a published listing's stock, if that many are left. The row lock of the update makes buyers of one listing
     * queue here, and the condition is checked again on the row as the one before left it, so the last piece is sold once.
     */
    Optional<Listings.Reserved> take(ListingId id, int quantity) {
        return jdbc.sql("""
                   update listings.listing
                      set stock = stock - :quantity
                    where id = :id
                      and state = 'PUBLISHED'
                      and stock >= :quantity
                returning shop_id, title, price_minor, currency
                """)
                .param("id", id.value())
                .param("quantity", quantity)
                .query((row, _) -> new Listings.Reserved(
                        id,
                        new ShopId(row.getObject("shop_id", UUID.class)),
                        row.getString("title"),
                        Money.of(row.getLong("price_minor"), row.getString("currency")),
                        quantity))
                .optional();
    }

    void putBack(ListingId id, int quantity) {
        jdbc.sql("update listings.listing set stock = stock + :quantity where id = :id")
                .param("id", id.value())
                .param("quantity", quantity)
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
}

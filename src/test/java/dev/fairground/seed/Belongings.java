package dev.fairground.seed;

import static dev.fairground.testing.RowFixture.aRow;

import dev.fairground.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the buyer has left lying about, and what came of one deal: favourites, a basket, notices, a dispute. */
final class Belongings {

    private static final Instant AT = Seed.EPOCH.plus(Duration.ofDays(20));

    private final Rows rows;
    private final UUID buyer;

    Belongings(Rows rows, UUID buyer) {
        this.rows = rows;
        this.buyer = buyer;
    }

    /** Three things that are on offer are kept, and two of them thought of buying. */
    void keep(UUID shop) {
        var offers = rows.sql("""
                  select id, title, price_minor
                    from listings.listing
                   where shop_id = :shop
                     and state = 'PUBLISHED'
                order by id
                   limit 3
                """)
                .param("shop", shop)
                .query((row, _) ->
                        new Offer(row.getObject("id", UUID.class), row.getString("title"), row.getLong("price_minor")))
                .list();
        for (var offer : offers) {
            aRow("listings.favourite")
                    .with("id", rows.id(AT))
                    .with("member_id", buyer)
                    .with("listing_id", offer.listing)
                    .in(rows);
        }
        aRow("orders.basket").with("member_id", buyer).with("changed_at", AT).in(rows);
        for (int position = 0; position < 2; position++) {
            var offer = offers.get(position);
            aRow("orders.basket_line")
                    .with("member_id", buyer)
                    .with("position", position)
                    .with("listing_id", offer.listing)
                    .with("title", offer.title)
                    .with("price_minor", offer.priceMinor)
                    .in(rows);
        }
    }

    /** Of these orders the buyer was told, and of the last one the buyer's bank wants the money back. */
    void hearOf(List<UUID> orders) {
        for (var order : orders) {
            aRow("notifications.notification")
                    .with("id", rows.id(AT))
                    .with("member_id", buyer)
                    .with("kind", "order-completed")
                    .with("about", "order/" + order)
                    .with("occasion", "order-completed/" + order)
                    .with("title", "Your order is complete")
                    .with("body", "We hope you like what you bought.")
                    .with("created_at", AT)
                    .in(rows);
        }
        aRow("payments.dispute")
                .with("id", rows.id(AT))
                .with("intent_id", intent(orders.getLast()))
                .with("recorded_at", AT)
                .with("changed_at", AT)
                .in(rows);
    }

    private UUID intent(UUID order) {
        return rows.sql("select id from payments.intent where reference = :order")
                .param("order", order)
                .query(UUID.class)
                .single();
    }

    private record Offer(UUID listing, String title, long priceMinor) {}
}

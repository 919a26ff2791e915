package dev.fairground.orders;

import dev.fairground.listings.ListingId;
import dev.fairground.money.Money;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the lines of an order, in their order. Whoever asks has seen to it that the caller may know, and holds the lock if it matters. */
@Repository
class OrderLines {

    private final JdbcClient jdbc;

    OrderLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<OrderLine> of(OrderId order, String currency) {
        return jdbc.sql("""
                  select listing_id, title, unit_price_minor, quantity, refunded, restocked
                    from orders.order_line
                   where order_id = :order
                order by position
                """)
                .param("order", order.value())
                .query((row, _) -> new OrderLine(
                        new ListingId(row.getObject("listing_id", UUID.class)),
                        row.getString("title"),
                        Money.of(row.getLong("unit_price_minor"), currency),
                        row.getInt("quantity"),
                        row.getInt("refunded"),
                        row.getInt("restocked")))
                .list();
    }
}

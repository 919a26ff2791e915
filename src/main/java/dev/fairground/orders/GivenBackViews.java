package dev.fairground.orders;

import dev.fairground.listings.ListingId;
import dev.fairground.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what goes back of an order: money and goods, the oldest first. Whoever asks has seen to it that the caller may know. */
@Repository
class GivenBackViews {

    private final JdbcClient jdbc;

    GivenBackViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Refund> refunds(OrderId order, String currency) {
        return jdbc.sql("""
                  select amount_minor, reason, requested_at, completed_at, failed_at
                    from orders.refund
                   where order_id = :order
                order by requested_at, id
                """)
                .param("order", order.value())
                .query((row, _) -> new Refund(
                        Money.of(row.getLong("amount_minor"), currency),
                        row.getString("reason"),
                        row.getTimestamp("requested_at").toInstant(),
                        instant(row, "completed_at"),
                        instant(row, "failed_at")))
                .list();
    }

    List<Return> returns(OrderId order) {
        return jdbc.sql("""
                  select id, state, reason, asked_at, coalesce(accepted_at, refused_at) as answered_at, refusal, received_at, lapsed_at,
                         array_agg(listing_id order by line.position) as listings, array_agg(line.quantity order by line.position) as quantities
                    from orders.goods_return
                    join orders.goods_return_line line on return_id = id
                    join orders.order_line on order_line.order_id = line.order_id and order_line.position = line.position
                   where goods_return.order_id = :order
                group by goods_return.id
                order by asked_at, id
                """)
                .param("order", order.value())
                .query((row, _) -> new Return(
                        new ReturnId(row.getObject("id", UUID.class)),
                        GoodsReturn.Standing.valueOf(row.getString("state")),
                        row.getString("reason"),
                        things(row),
                        row.getTimestamp("asked_at").toInstant(),
                        instant(row, "answered_at"),
                        row.getString("refusal"),
                        instant(row, "received_at"),
                        instant(row, "lapsed_at")))
                .list();
    }

    private static List<Thing> things(ResultSet row) throws SQLException {
        var listings = (UUID[]) row.getArray("listings").getArray();
        var quantities = (Integer[]) row.getArray("quantities").getArray();
        var things = new ArrayList<Thing>();
        for (int at = 0; at < listings.length; at++) {
            things.add(new Thing(new ListingId(listings[at]), quantities[at]));
        }
        return things;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }

    record Refund(
            Money amount,
            String reason,
            Instant requestedAt,
            @Nullable Instant completedAt,
            @Nullable Instant failedAt) {}

    record Return(
            ReturnId id,
            GoodsReturn.Standing state,
            String reason,
            List<Thing> lines,
            Instant askedAt,
            @Nullable Instant answeredAt,
            @Nullable String refusal,
            @Nullable Instant receivedAt,
            @Nullable Instant lapsedAt) {}

    record Thing(ListingId listing, int quantity) {}
}

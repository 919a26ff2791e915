package dev.fairground.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Loads returns to change them, and writes each step. Whoever calls holds the order's lock, which stands for its returns'. */
@Repository
class ReturnStore {

    private final JdbcClient jdbc;

    ReturnStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(OrderId order, GoodsReturn asked, String reason, Instant complainUntil) {
        jdbc.sql("""
                with asked as (
                       insert into orders.goods_return (id, order_id, reason, asked_at, complain_until)
                       values (:id, :order, :reason, :now, :until)
                    returning id, order_id)
                insert into orders.goods_return_line (return_id, order_id, position, quantity)
                select asked.id, asked.order_id, line.*
                  from asked, unnest(:positions, :quantities) line
                """)
                .param("id", asked.id().value())
                .param("order", order.value())
                .param("reason", reason)
                .param("now", utc(asked.since()))
                .param("until", utc(complainUntil))
                .param(
                        "positions",
                        asked.lines().stream().map(LineCount::position).toArray(Integer[]::new))
                .param(
                        "quantities",
                        asked.lines().stream().map(LineCount::quantity).toArray(Integer[]::new))
                .update();
    }

    /** One of this order's. */
    Optional<GoodsReturn> find(ReturnId id, OrderId order) {
        return jdbc.sql("""
                  select state, coalesce(accepted_at, asked_at) as since, array_agg(position order by position) as positions,
                         array_agg(quantity order by position) as quantities
                    from orders.goods_return
                    join orders.goods_return_line on return_id = id
                   where id = :id
                     and goods_return.order_id = :order
                group by goods_return.id
                """)
                .param("id", id.value())
                .param("order", order.value())
                .query((row, _) -> new GoodsReturn(
                        id,
                        GoodsReturn.Standing.valueOf(row.getString("state")),
                        row.getTimestamp("since").toInstant(),
                        lines(row)))
                .optional();
    }

    void accepted(ReturnId id, Instant now) {
        stamp("update orders.goods_return set accepted_at = :now where id = :id", id, now);
    }

    void refused(ReturnId id, String why, Instant now) {
        jdbc.sql("update orders.goods_return set refused_at = :now, refusal = :why where id = :id")
                .param("id", id.value())
                .param("why", why)
                .param("now", utc(now))
                .update();
    }

    /** Whether one of this order's has not ended; asked under the order's lock, by a statement that begins after it was got. */
    boolean isOpen(OrderId order) {
        return jdbc.sql("""
                select exists (select
                                 from orders.goods_return
                                where order_id = :order
                                  and state in ('ASKED', 'ACCEPTED'))
                """).param("order", order.value()).query(Boolean.class).single();
    }

    void lapsed(ReturnId id, Instant now) {
        stamp("update orders.goods_return set lapsed_at = :now where id = :id", id, now);
    }

    /** Open returns that have stood still for too long at {@code now}, the longest first. */
    List<Waiting> overdue(Instant now, int most) {
        return jdbc.sql("""
                  select id, order_id
                    from orders.goods_return
                   where state in ('ASKED', 'ACCEPTED')
                     and coalesce(accepted_at, asked_at) <= case when accepted_at is null then :asked else :accepted end
                order by coalesce(accepted_at, asked_at)
                   limit :most
                """)
                .param("asked", utc(now.minus(GoodsReturn.TIME_TO_ANSWER)))
                .param("accepted", utc(now.minus(GoodsReturn.TIME_TO_SEND)))
                .param("most", most)
                .query((row, _) -> new Waiting(
                        new OrderId(row.getObject("order_id", UUID.class)),
                        new ReturnId(row.getObject("id", UUID.class))))
                .list();
    }

    private void stamp(String sql, ReturnId id, Instant now) {
        jdbc.sql(sql).param("id", id.value()).param("now", utc(now)).update();
    }

    private static List<LineCount> lines(ResultSet row) throws SQLException {
        var positions = (Integer[]) row.getArray("positions").getArray();
        var quantities = (Integer[]) row.getArray("quantities").getArray();
        var lines = new ArrayList<LineCount>();
        for (int at = 0; at < positions.length; at++) {
            lines.add(new LineCount(positions[at], quantities[at]));
        }
        return lines;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** An open return and its order. */
    record Waiting(OrderId order, ReturnId id) {}
}

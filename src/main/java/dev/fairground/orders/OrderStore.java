package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Loads orders to change them, and writes each step. Every lock names who may take it. */
@Repository
class OrderStore {

    private final JdbcClient jdbc;
    private final OrderLines lines;

    OrderStore(JdbcClient jdbc, OrderLines lines) {
        this.jdbc = jdbc;
        this.lines = lines;
    }

    /** Two statements however many orders there are, all placed at one moment, and lines in them. */
    void add(List<Order> orders) {
        jdbc.sql("""
                insert into orders.placed_order (id, buyer_id, shop_id, total_minor, fee_minor, currency, placed_at, pay_by)
                select placed.*, :placedAt, :payBy
                  from unnest(:ids::uuid[], :buyers::uuid[], :shops::uuid[], :totals::bigint[], :fees::bigint[], :currencies::text[]) placed
                """)
                .param("ids", array(orders, order -> order.id().value(), UUID[]::new))
                .param("buyers", array(orders, order -> order.buyer().value(), UUID[]::new))
                .param("shops", array(orders, order -> order.shop().value(), UUID[]::new))
                .param("totals", array(orders, order -> order.total().amountMinor(), Long[]::new))
                .param("fees", array(orders, order -> order.fee().amountMinor(), Long[]::new))
                .param(
                        "currencies",
                        array(orders, order -> order.total().currency().getCurrencyCode(), String[]::new))
                .param("placedAt", utc(orders.getFirst().placedAt()))
                .param("payBy", utc(orders.getFirst().payBy()))
                .update();
        var placed = orders.stream().flatMap(Placed::of).toList();
        jdbc.sql("""
                insert into orders.order_line (order_id, position, listing_id, title, unit_price_minor, quantity)
                select placed.*
                  from unnest(:orders::uuid[], :positions::int[], :listings::uuid[], :titles::text[], :prices::bigint[],
                              :quantities::int[]) placed
                """)
                .param("orders", array(placed, one -> one.order().value(), UUID[]::new))
                .param("positions", array(placed, Placed::position, Integer[]::new))
                .param("listings", array(placed, one -> one.line().listing().value(), UUID[]::new))
                .param("titles", array(placed, one -> one.line().title(), String[]::new))
                .param("prices", array(placed, one -> one.line().unitPrice().amountMinor(), Long[]::new))
                .param("quantities", array(placed, one -> one.line().quantity(), Integer[]::new))
                .update();
    }

    Optional<Order> lockForBuyer(OrderId id, Caller buyer) {
        return locked(
                jdbc.sql("""
                select id, buyer_id, shop_id, total_minor, fee_minor, refunded_minor, currency, placed_at, pay_by, delivered_at,
                       refund_requested_at, state
                  from orders.placed_order
                 where id = :id
                   and buyer_id = :buyer
                   for update
                """).param("id", id.value()).param("buyer", buyer.id().value()));
    }

    /** For a caller who holds {@code right} in the order's shop. */
    Optional<Order> lockForShop(OrderId id, Caller caller, String right) {
        return locked(jdbc.sql("""
                select id, buyer_id, shop_id, total_minor, fee_minor, refunded_minor, currency, placed_at, pay_by, delivered_at,
                       refund_requested_at, state
                  from orders.placed_order
                 where id = :id
                   and shop_id = any(:shops)
                   for update
                """).param("id", id.value()).param("shops", caller.where(right)));
    }

    /** For the system itself: a payment's outcome, or a deadline. */
    Optional<Order> lock(OrderId id) {
        return locked(jdbc.sql("""
                select id, buyer_id, shop_id, total_minor, fee_minor, refunded_minor, currency, placed_at, pay_by, delivered_at,
                       refund_requested_at, state
                  from orders.placed_order
                 where id = :id
                   for update
                """).param("id", id.value()));
    }

    void paid(OrderId id, Instant now) {
        stamp("update orders.placed_order set paid_at = :now where id = :id", id, now);
    }

    void shipped(OrderId id, String carrier, @Nullable String trackingCode, Instant now) {
        jdbc.sql("""
                update orders.placed_order
                   set shipped_at = :now, carrier = :carrier, tracking_code = :trackingCode
                 where id = :id
                """)
                .param("id", id.value())
                .param("carrier", carrier)
                .param("trackingCode", trackingCode)
                .param("now", utc(now))
                .update();
    }

    void delivered(OrderId id, Instant now) {
        stamp("update orders.placed_order set delivered_at = :now where id = :id", id, now);
    }

    void completed(OrderId id, Instant now) {
        stamp("update orders.placed_order set completed_at = :now where id = :id", id, now);
    }

    void expired(OrderId id, Instant now) {
        stamp("update orders.placed_order set expired_at = :now where id = :id", id, now);
    }

    void cancelled(OrderId id, String reason, Instant now) {
        jdbc.sql("update orders.placed_order set cancelled_at = :now, cancel_reason = :reason where id = :id")
                .param("id", id.value())
                .param("reason", reason)
                .param("now", utc(now))
                .update();
    }

    /** True if it stood otherwise before; one that has been decided does not open again. */
    boolean disputed(OrderId id, OrderDisputed.Step step) {
        return 1
                == jdbc.sql("""
                update orders.placed_order
                   set dispute = :dispute
                 where id = :id
                   and dispute is distinct from :dispute
                   and (dispute is null or :dispute <> 'OPEN')
                """)
                        .param("id", id.value())
                        .param("dispute", step.name())
                        .update();
    }

    /** The shop can have its money; true the first time. */
    boolean released(OrderId id, Instant now) {
        return 1 == jdbc.sql("""
                update orders.placed_order
                   set released_at = :now
                 where id = :id
                   and completed_at is not null
                   and released_at is null
                """).param("id", id.value()).param("now", utc(now)).update();
    }

    private void stamp(String sql, OrderId id, Instant now) {
        jdbc.sql(sql).param("id", id.value()).param("now", utc(now)).update();
    }

    private Optional<Order> locked(JdbcClient.StatementSpec select) {
        return select.query((row, _) -> order(row)).optional();
    }

    private Order order(ResultSet row) throws SQLException {
        var id = new OrderId(row.getObject("id", UUID.class));
        String currency = row.getString("currency");
        return new Order(
                id,
                new MemberId(row.getObject("buyer_id", UUID.class)),
                new ShopId(row.getObject("shop_id", UUID.class)),
                lines.of(id, currency),
                Money.of(row.getLong("total_minor"), currency),
                Money.of(row.getLong("fee_minor"), currency),
                Money.of(row.getLong("refunded_minor"), currency),
                row.getTimestamp("placed_at").toInstant(),
                row.getTimestamp("pay_by").toInstant(),
                row.getTimestamp("refund_requested_at") != null,
                row.getTimestamp("delivered_at") == null
                        ? null
                        : row.getTimestamp("delivered_at").toInstant(),
                State.valueOf(row.getString("state")));
    }

    private static <T, V> V[] array(List<T> rows, Function<T, V> column, IntFunction<V[]> made) {
        return rows.stream().map(column).toArray(made);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Placed(OrderId order, int position, OrderLine line) {

        static Stream<Placed> of(Order order) {
            var lines = order.lines();
            return IntStream.range(0, lines.size()).mapToObj(at -> new Placed(order.id(), at, lines.get(at)));
        }
    }
}

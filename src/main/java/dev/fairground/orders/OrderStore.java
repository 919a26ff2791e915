package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.identity.MemberId;
import dev.fairground.listings.ListingId;
import dev.fairground.money.Money;
import dev.fairground.payments.RefundId;
import dev.fairground.shops.ShopId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Loads orders to change them, and writes each step. Every lock names who may take it. */
@Repository
class OrderStore {

    private final JdbcClient jdbc;

    OrderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Two statements however many lines there are. */
    void add(Order order) {
        jdbc.sql("""
                insert into orders.placed_order (id, buyer_id, shop_id, total_minor, fee_minor, currency, placed_at, pay_by)
                values (:id, :buyer, :shop, :total, :fee, :currency, :placedAt, :payBy)
                """)
                .param("id", order.id().value())
                .param("buyer", order.buyer().value())
                .param("shop", order.shop().value())
                .param("total", order.total().amountMinor())
                .param("fee", order.fee().amountMinor())
                .param("currency", order.total().currency().getCurrencyCode())
                .param("placedAt", utc(order.placedAt()))
                .param("payBy", utc(order.payBy()))
                .update();
        var lines = order.lines();
        jdbc.sql("""
                insert into orders.order_line (order_id, position, listing_id, title, unit_price_minor, quantity)
                select :order, line.*
                  from unnest(:positions::int[], :listings::uuid[], :titles::text[], :prices::bigint[], :quantities::int[]) line
                """)
                .param("order", order.id().value())
                .param("positions", IntStream.range(0, lines.size()).boxed().toArray(Integer[]::new))
                .param(
                        "listings",
                        lines.stream().map(line -> line.listing().value()).toArray(UUID[]::new))
                .param("titles", lines.stream().map(OrderLine::title).toArray(String[]::new))
                .param(
                        "prices",
                        lines.stream()
                                .map(line -> line.unitPrice().amountMinor())
                                .toArray(Long[]::new))
                .param("quantities", lines.stream().map(OrderLine::quantity).toArray(Integer[]::new))
                .update();
    }

    Optional<Order> lockForBuyer(OrderId id, Caller buyer) {
        return locked(
                jdbc.sql("""
                select id, buyer_id, shop_id, total_minor, fee_minor, currency, placed_at, pay_by, refund_requested_at, refund_id,
                       refund_failed_at, state
                  from orders.placed_order
                 where id = :id
                   and buyer_id = :buyer
                   for update
                """).param("id", id.value()).param("buyer", buyer.id().value()));
    }

    /** For a caller who holds {@code right} in the order's shop. */
    Optional<Order> lockForShop(OrderId id, Caller caller, String right) {
        return locked(jdbc.sql("""
                select id, buyer_id, shop_id, total_minor, fee_minor, currency, placed_at, pay_by, refund_requested_at, refund_id,
                       refund_failed_at, state
                  from orders.placed_order
                 where id = :id
                   and shop_id = any(:shops)
                   for update
                """).param("id", id.value()).param("shops", caller.where(right)));
    }

    /** For the system itself: a payment's outcome, or a deadline. */
    Optional<Order> lock(OrderId id) {
        return locked(jdbc.sql("""
                select id, buyer_id, shop_id, total_minor, fee_minor, currency, placed_at, pay_by, refund_requested_at, refund_id,
                       refund_failed_at, state
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

    void refundRequested(OrderId id, RefundId refund, Instant now) {
        jdbc.sql("""
                update orders.placed_order
                   set refund_requested_at = :now, refund_id = :refund, refund_failed_at = null
                 where id = :id
                """)
                .param("id", id.value())
                .param("refund", refund.value())
                .param("now", utc(now))
                .update();
    }

    /** Takes back that it was refunded, if it was. */
    void refundFailed(OrderId id, Instant now) {
        stamp("update orders.placed_order set refund_failed_at = :now, refunded_at = null where id = :id", id, now);
    }

    void refunded(OrderId id, Instant now) {
        stamp("update orders.placed_order set refunded_at = :now where id = :id", id, now);
    }

    /** Ids of unpaid orders past their time, oldest first. */
    List<OrderId> unpaidSince(Instant now, int most) {
        return ids("""
                  select id
                    from orders.placed_order
                   where state = 'PLACED'
                     and pay_by <= :moment
                order by pay_by
                   limit :most
                """, now, most);
    }

    /** Ids of orders delivered before {@code moment} and not completed, oldest first. */
    List<OrderId> deliveredBefore(Instant moment, int most) {
        return ids("""
                  select id
                    from orders.placed_order
                   where state = 'DELIVERED'
                     and delivered_at <= :moment
                order by delivered_at
                   limit :most
                """, moment, most);
    }

    private void stamp(String sql, OrderId id, Instant now) {
        jdbc.sql(sql).param("id", id.value()).param("now", utc(now)).update();
    }

    private List<OrderId> ids(String sql, Instant moment, int most) {
        return jdbc.sql(sql)
                .param("moment", utc(moment))
                .param("most", most)
                .query((row, _) -> new OrderId(row.getObject("id", UUID.class)))
                .list();
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
                lines(id, currency),
                Money.of(row.getLong("total_minor"), currency),
                Money.of(row.getLong("fee_minor"), currency),
                row.getTimestamp("placed_at").toInstant(),
                row.getTimestamp("pay_by").toInstant(),
                row.getTimestamp("refund_requested_at") == null ? null : refundTry(row),
                State.valueOf(row.getString("state")));
    }

    private static RefundTry refundTry(ResultSet row) throws SQLException {
        UUID id = row.getObject("refund_id", UUID.class);
        return new RefundTry(id == null ? null : new RefundId(id), row.getTimestamp("refund_failed_at") != null);
    }

    private List<OrderLine> lines(OrderId id, String currency) {
        return jdbc.sql("""
                  select listing_id, title, unit_price_minor, quantity
                    from orders.order_line
                   where order_id = :id
                order by position
                """)
                .param("id", id.value())
                .query((row, _) -> new OrderLine(
                        new ListingId(row.getObject("listing_id", UUID.class)),
                        row.getString("title"),
                        Money.of(row.getLong("unit_price_minor"), currency),
                        row.getInt("quantity")))
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.identity.MemberId;
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
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that only reads orders. A buyer sees their own; a shop's team sees the shop's. */
@Repository
@Shows("db-order-by-id")
class OrderViews {

    private static final UUID BEFORE_ALL = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final JdbcClient jdbc;
    private final OrderLines lines;
    private final GivenBackViews givenBack;
    private final Totals totals;

    OrderViews(JdbcClient jdbc, OrderLines lines, GivenBackViews givenBack, Totals totals) {
        this.jdbc = jdbc;
        this.lines = lines;
        this.givenBack = givenBack;
        this.totals = totals;
    }

    Optional<OrderDetail> one(OrderId id, Caller caller) {
        return jdbc.sql("""
                select id, buyer_id, shop_id, total_minor, currency, state, placed_at, pay_by, paid_at, shipped_at, carrier,
                       tracking_code, delivered_at, completed_at, coalesce(cancelled_at, expired_at) as closed_at,
                       coalesce(cancel_reason, case when expired_at is not null then 'It was not paid in time.' end) as close_reason,
                       refund_requested_at, refunded_at, refund_failed_at, dispute
                  from orders.placed_order
                 where id = :id
                   and (buyer_id = :member or shop_id = any(:shops))
                """)
                .param("id", id.value())
                .param("member", caller.id().value())
                .param("shops", caller.where(ShopRights.ORDERS))
                .query((row, _) -> alone(row))
                .optional()
                .map(this::whole);
    }

    Page<Head> boughtBy(Caller buyer, PageRequest page) {
        var rows = jdbc.sql("""
                  select id, buyer_id, shop_id, total_minor, currency, state, placed_at
                    from orders.placed_order
                   where buyer_id = :buyer
                     and id < :after
                order by id desc
                   limit :limit
                """)
                .param("buyer", buyer.id().value())
                .param("after", after(page))
                .param("limit", page.rowsToRead())
                .query((row, _) -> head(row))
                .list();
        return totals.on(
                Page.of(rows, page, head -> Cursor.of(head.id())),
                page,
                "select from orders.placed_order where buyer_id = :buyer",
                Map.of("buyer", buyer.id().value()));
    }

    /** What somebody bought, newest first, each with what a person knows it by: the first of its things, and how many more there are. */
    Page<Bought> overview(Caller buyer, PageRequest page) {
        var rows = jdbc.sql("""
                  select id, buyer_id, shop_id, total_minor, currency, state, placed_at, title,
                         (select count(*) from orders.order_line other where other.order_id = id and other.position > 0) as others
                    from orders.placed_order
                    join orders.order_line on order_id = id and position = 0
                   where buyer_id = :buyer
                     and id < :after
                order by id desc
                   limit :limit
                """)
                .param("buyer", buyer.id().value())
                .param("after", after(page))
                .param("limit", page.rowsToRead())
                .query((row, _) -> new Bought(head(row), row.getString("title"), row.getInt("others")))
                .list();
        return Page.of(rows, page, bought -> Cursor.of(bought.head().id()));
    }

    /** The orders of one shop, if the caller may see them; otherwise none, as for a shop that does not exist. */
    Page<Head> soldBy(ShopId shop, Caller caller, PageRequest page) {
        var rows = jdbc.sql("""
                  select id, buyer_id, shop_id, total_minor, currency, state, placed_at
                    from orders.placed_order
                   where shop_id = :shop
                     and shop_id = any(:shops)
                     and id < :after
                order by id desc
                   limit :limit
                """)
                .param("shop", shop.value())
                .param("shops", caller.where(ShopRights.ORDERS))
                .param("after", after(page))
                .param("limit", page.rowsToRead())
                .query((row, _) -> head(row))
                .list();
        return totals.on(
                Page.of(rows, page, head -> Cursor.of(head.id())),
                page,
                "select from orders.placed_order where shop_id = :shop and shop_id = any(:shops)",
                Map.of("shop", shop.value(), "shops", caller.where(ShopRights.ORDERS)));
    }

    /** The order's own row. The rest is read when its connection is given back: who holds one must not wait for a second. */
    private static OrderDetail alone(ResultSet row) throws SQLException {
        return new OrderDetail(
                head(row),
                List.of(),
                row.getTimestamp("pay_by").toInstant(),
                instant(row, "paid_at"),
                instant(row, "shipped_at"),
                row.getString("carrier"),
                row.getString("tracking_code"),
                instant(row, "delivered_at"),
                instant(row, "completed_at"),
                instant(row, "closed_at"),
                row.getString("close_reason"),
                instant(row, "refund_requested_at"),
                instant(row, "refunded_at"),
                instant(row, "refund_failed_at"),
                Optional.ofNullable(row.getString("dispute"))
                        .map(OrderDisputed.Step::valueOf)
                        .orElse(null),
                List.of(),
                List.of());
    }

    private OrderDetail whole(OrderDetail alone) {
        var id = alone.head().id();
        var currency = alone.head().total().currency().getCurrencyCode();
        return alone.with(lines.of(id, currency), givenBack.refunds(id, currency), givenBack.returns(id));
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                new OrderId(row.getObject("id", UUID.class)),
                new MemberId(row.getObject("buyer_id", UUID.class)),
                new ShopId(row.getObject("shop_id", UUID.class)),
                Money.of(row.getLong("total_minor"), row.getString("currency")),
                State.valueOf(row.getString("state")),
                row.getTimestamp("placed_at").toInstant());
    }

    private static UUID after(PageRequest page) {
        return page.after().map(cursor -> cursor.uuid(0)).orElse(BEFORE_ALL);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }

    record Head(OrderId id, MemberId buyer, ShopId shop, Money total, State state, Instant placedAt) {

        static Head of(Order order) {
            return new Head(order.id(), order.buyer(), order.shop(), order.total(), order.state(), order.placedAt());
        }
    }

    record Bought(Head head, String title, int others) {}
}

package dev.fairground.orders;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds orders for which a time is over. Nothing is decided by it: whoever acts on one looks again under its lock. */
@Repository
class DueOrders {

    private final JdbcClient jdbc;

    DueOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ids of unpaid orders past their time, oldest first. */
    List<OrderId> unpaidSince(Instant now, int most) {
        return due("""
                  select id
                    from orders.placed_order
                   where state = 'PLACED'
                     and pay_by <= :moment
                order by pay_by
                   limit :most
                """, now, most);
    }

    /** Ids of orders shipped before {@code moment} that nobody has confirmed, oldest first. */
    List<OrderId> shippedBefore(Instant moment, int most) {
        return due("""
                  select id
                    from orders.placed_order
                   where state = 'SHIPPED'
                     and shipped_at <= :moment
                order by shipped_at
                   limit :most
                """, moment, most);
    }

    /** Ids of orders delivered before {@code moment}, not completed and without an open return, oldest first. */
    List<OrderId> deliveredBefore(Instant moment, int most) {
        return due("""
                  select id
                    from orders.placed_order
                   where state = 'DELIVERED'
                     and delivered_at <= :moment
                     and not exists (select from orders.goods_return
                                      where order_id = placed_order.id
                                        and goods_return.state in ('ASKED', 'ACCEPTED'))
                order by delivered_at
                   limit :most
                """, moment, most);
    }

    /** Ids of orders completed until {@code now} whose shop cannot have its money yet, oldest first. */
    List<OrderId> unreleased(Instant now, int most) {
        return due("""
                  select id
                    from orders.placed_order
                   where completed_at is not null
                     and released_at is null
                     and completed_at <= :moment
                order by completed_at
                   limit :most
                """, now, most);
    }

    private List<OrderId> due(String sql, Instant moment, int most) {
        return jdbc.sql(sql)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, _) -> new OrderId(row.getObject("id", UUID.class)))
                .list();
    }
}

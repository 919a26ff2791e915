package dev.fairground.orders;

import dev.fairground.payments.RefundId;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes what goes back of an order's money, each method one step. Whoever calls holds the order's lock. */
@Repository
class OrderRefundStore {

    private final JdbcClient jdbc;

    OrderRefundStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One statement for all that it means here; {@code settled} is the return that it pays for, if any. */
    void requested(OrderId order, RefundId id, Refunding refunding, @Nullable ReturnId settled, Instant now) {
        var positions = Stream.concat(refunding.lines().stream(), refunding.restocked().stream())
                .map(LineCount::position)
                .distinct()
                .toList();
        jdbc.sql("""
                with recorded as (
                    insert into orders.refund (id, order_id, amount_minor, reason, requested_at)
                    values (:id, :order, :amount, :reason, :now)),
                line as (
                    select position, refunded, restocked
                      from unnest(:positions, :refunded, :restocked) as line (position, refunded, restocked)),
                named as (
                    insert into orders.refund_line (refund_id, order_id, position, quantity)
                    select :id, :order, position, refunded
                      from line
                     where refunded > 0),
                counted as (
                    update orders.order_line
                       set refunded = order_line.refunded + line.refunded, restocked = order_line.restocked + line.restocked
                      from line
                     where order_id = :order
                       and order_line.position = line.position),
                settled as (
                    update orders.goods_return
                       set received_at = :now, refund_id = :id
                     where id = :settled)
                update orders.placed_order
                   set refunded_minor = refunded_minor + :amount,
                       refund_requested_at = case when :ends then :now else refund_requested_at end,
                       refund_id = case when :ends then :id else refund_id end,
                       refund_failed_at = case when :ends then null else refund_failed_at end
                 where id = :order
                """)
                .param("id", id.value())
                .param("order", order.value())
                .param("amount", refunding.amount().amountMinor())
                .param("reason", refunding.reason())
                .param("positions", positions.toArray(Integer[]::new))
                .param("refunded", quantities(positions, refunding.lines()))
                .param("restocked", quantities(positions, refunding.restocked()))
                .param("settled", settled == null ? null : settled.value(), Types.OTHER)
                .param("ends", refunding.ends())
                .param("now", utc(now))
                .update();
    }

    /** Whether it was asked for here. */
    boolean knows(RefundId id) {
        return jdbc.sql("select exists (select from orders.refund where id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** False if that was known already, or if it had failed in the meantime. With the last part of what was paid, the order is refunded. */
    boolean completed(RefundId id, Instant now) {
        boolean first = 1
                == jdbc.sql("""
                update orders.refund
                   set completed_at = :now
                 where id = :id
                   and completed_at is null
                   and failed_at is null
                """).param("id", id.value()).param("now", utc(now)).update();
        if (first) {
            jdbc.sql("""
                    update orders.placed_order
                       set refunded_at = :now
                     where id = (select order_id from orders.refund where id = :id)
                       and refunded_at is null
                       and refund_requested_at is not null
                       and total_minor = (select sum(amount_minor)
                                            from orders.refund
                                           where order_id = placed_order.id
                                             and completed_at is not null
                                             and failed_at is null)
                    """).param("id", id.value()).param("now", utc(now)).update();
        }
        return first;
    }

    /** Gives its part free again, and takes back that the order was refunded, if it was; false if that was known already. */
    boolean failed(RefundId id, Instant now) {
        return 1 == jdbc.sql("""
                with failed as (
                       update orders.refund
                          set failed_at = :now
                        where id = :id
                          and failed_at is null
                    returning order_id, amount_minor),
                freed as (
                       update orders.order_line
                          set refunded = refunded - refund_line.quantity
                         from failed
                         join orders.refund_line on refund_id = :id
                        where order_line.order_id = failed.order_id
                          and order_line.position = refund_line.position)
                update orders.placed_order
                   set refunded_minor = refunded_minor - amount_minor,
                       refunded_at = null,
                       refund_failed_at = case when refund_id = :id then :now else refund_failed_at end
                  from failed
                 where placed_order.id = failed.order_id
                """).param("id", id.value()).param("now", utc(now)).update();
    }

    private static Integer[] quantities(List<Integer> positions, List<LineCount> lines) {
        return positions.stream()
                .map(position -> lines.stream()
                        .filter(line -> line.position() == position)
                        .mapToInt(LineCount::quantity)
                        .sum())
                .toArray(Integer[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

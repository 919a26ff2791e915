package dev.fairground.orders;

import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.TestDatabase;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The state machine of an order, once in Java and once as constraints over the moments of its row. */
@Proves("db-check-constraints")
class OrderStatesTest {

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource(TestDatabase.copy(), "postgres", "", true);
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));

    @Test
    void the_database_keeps_exactly_the_histories_that_an_order_can_have() {
        UUID buyer = aMember().in(jdbc).id().value();
        UUID shop = aShopOf(buyer).in(Rows.in(database));
        Set<Set<Moment>> kept = everyHistory().stream()
                .filter(history -> isKept(history, buyer, shop))
                .collect(Collectors.toSet());

        assertThat(kept).isEqualTo(possibleHistories());
    }

    private static List<Set<Moment>> everyHistory() {
        return IntStream.range(0, 1 << Moment.values().length)
                .<Set<Moment>>mapToObj(bits -> EnumSet.allOf(Moment.class).stream()
                        .filter(moment -> (bits >> moment.ordinal() & 1) == 1)
                        .collect(Collectors.toSet()))
                .toList();
    }

    /** From a placed order, every step that {@link Order} does not refuse, and every step from there. */
    private static Set<Set<Moment>> possibleHistories() {
        var possible = new HashSet<Set<Moment>>();
        var open = new ArrayDeque<Set<Moment>>(List.of(Set.of()));
        while (!open.isEmpty()) {
            var history = open.remove();
            if (possible.add(history)) {
                for (var moment : Moment.values()) {
                    if (mayFollow(history, moment)) {
                        open.add(with(moment, history));
                    }
                }
            }
        }
        return possible;
    }

    /** A failure takes the end back, and a new try the failure. */
    private static Set<Moment> with(Moment moment, Set<Moment> history) {
        var longer = new HashSet<>(history);
        longer.add(moment);
        if (moment == Moment.REFUND_FAILED) {
            longer.remove(Moment.REFUNDED);
        }
        if (moment == Moment.REFUND_REQUESTED) {
            longer.remove(Moment.REFUND_FAILED);
        }
        return longer;
    }

    private static boolean mayFollow(Set<Moment> history, Moment next) {
        try {
            switch (next) {
                case REFUND_REQUESTED -> Refunding.of(order(history), RefundWish.everything("Why not"));
                case REFUND_FAILED -> {
                    return !order(history).left().isPositive();
                }
                case REFUNDED -> {
                    order(history).mayBecome(State.REFUNDED);
                    return !order(history).left().isPositive();
                }
                case PAID, SHIPPED, DELIVERED, COMPLETED, CANCELLED, EXPIRED ->
                    order(history).mayBecome(State.valueOf(next.name()));
            }
            return true;
        } catch (OrderRefused refused) {
            return false;
        }
    }

    private static Order order(Set<Moment> history) {
        var state = List.of(
                        Moment.REFUNDED,
                        Moment.COMPLETED,
                        Moment.DELIVERED,
                        Moment.SHIPPED,
                        Moment.PAID,
                        Moment.CANCELLED,
                        Moment.EXPIRED)
                .stream()
                .filter(history::contains)
                .findFirst()
                .map(moment -> State.valueOf(moment.name()))
                .orElse(State.PLACED);
        var price = Money.of(1000, "EUR");
        boolean underWay = history.contains(Moment.REFUND_REQUESTED) && !history.contains(Moment.REFUND_FAILED);
        return new Order(
                OrderId.next(),
                MemberId.next(),
                ShopId.next(),
                List.of(),
                price,
                price,
                underWay ? price : Money.zero(price.currency()),
                SettableClock.START,
                SettableClock.START,
                history.contains(Moment.REFUND_REQUESTED),
                null,
                state);
    }

    private boolean isKept(Set<Moment> history, UUID buyer, UUID shop) {
        try {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                var insert = jdbc.sql("""
                        insert into orders.placed_order (id, buyer_id, shop_id, total_minor, fee_minor, currency, placed_at, pay_by, paid_at,
                                                         shipped_at, carrier, delivered_at, completed_at, cancelled_at, cancel_reason,
                                                         expired_at, refund_requested_at, refund_failed_at, refunded_at)
                        values (gen_random_uuid(), :buyer, :shop, 1000, 50, 'EUR', now(), now() + interval '1 hour', case when :PAID then now() end,
                                case when :SHIPPED then now() end, case when :SHIPPED then 'Parcel post' end, case when :DELIVERED then now() end,
                                case when :COMPLETED then now() end, case when :CANCELLED then now() end, case when :CANCELLED then 'Why not' end,
                                case when :EXPIRED then now() end, case when :REFUND_REQUESTED then now() end,
                                case when :REFUND_FAILED then now() end, case when :REFUNDED then now() end)
                        """).param("buyer", buyer).param("shop", shop);
                for (var moment : Moment.values()) {
                    insert.param(moment.name(), history.contains(moment));
                }
                insert.update();
            });
            return true;
        } catch (DataIntegrityViolationException refused) {
            return false;
        }
    }

    private enum Moment {
        PAID,
        SHIPPED,
        DELIVERED,
        COMPLETED,
        CANCELLED,
        EXPIRED,
        REFUND_REQUESTED,
        REFUND_FAILED,
        REFUNDED
    }
}

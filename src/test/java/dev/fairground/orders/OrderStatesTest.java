package dev.fairground.orders;

import static dev.fairground.testing.MemberFixture.aMember;
import static dev.fairground.testing.RowFixture.aRow;
import static dev.fairground.testing.ShopFixture.aShopOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.identity.MemberId;
import dev.fairground.money.Money;
import dev.fairground.orders.GoodsReturn.Standing;
import dev.fairground.payments.RefundId;
import dev.fairground.shops.ShopId;
import dev.fairground.testing.ListingFixture;
import dev.fairground.testing.OrderFixture;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.StateMachine;
import dev.fairground.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The state machines of an order and of what is sent back of it, once in Java and once as constraints over the moments of the row. */
@Proves("db-check-constraints")
class OrderStatesTest {

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource(TestDatabase.copy(), "postgres", "", true);
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Rows rows = Rows.in(database);

    @Test
    void the_database_keeps_exactly_the_histories_that_an_order_can_have() {
        var order = order();
        jdbc.sql("update orders.placed_order set tracking_code = null").update();
        var machine = of("orders.placed_order", order)
                .moments(Stream.of(Moment.values()).map(Moment::column).toArray(String[]::new))
                .filled("carrier", "Parcel post")
                .filled("cancel_reason", "Why not");

        assertThat(machine.kept()).isEqualTo(possibleHistories());
    }

    @Test
    void a_return_can_be_what_the_code_makes_of_it_and_nothing_else() {
        var order = new OrderId(order());
        var returns = new ReturnStore(jdbc);
        var orders = new OrderStore(jdbc, new OrderLines(jdbc));
        var refunds = new OrderRefundStore(jdbc);
        Instant now = SettableClock.START.plusSeconds(3600);
        var refund = aRow("orders.refund").with("order_id", order.value()).in(rows);
        var asked = aRow("orders.goods_return").with("order_id", order.value()).in(rows);
        aRow("orders.goods_return_line")
                .with("return_id", asked)
                .with("order_id", order.value())
                .in(rows);
        var machine = of("orders.goods_return", asked)
                .moments("accepted_at", "refused_at", "received_at", "lapsed_at")
                .filled("refusal", "It was worn.")
                .filled("refund_id", refund);
        for (var next : Standing.values()) {
            machine.step(id -> {
                var found = returns.find(new ReturnId(id), order).orElseThrow();
                found.mayBecome(next);
                switch (next) {
                    case ASKED -> throw new AssertionError("Nothing becomes asked for again.");
                    case ACCEPTED -> returns.accepted(found.id(), now);
                    case REFUSED -> returns.refused(found.id(), "It was worn.", now);
                    case LAPSED -> returns.lapsed(found.id(), now);
                    case RECEIVED ->
                        refunds.requested(
                                order,
                                RefundId.next(),
                                Refunding.of(orders.lock(order).orElseThrow(), RefundWish.everything("It came back.")),
                                found.id(),
                                now);
                }
            });
        }

        assertThat(machine.kept()).isEqualTo(machine.reached());
    }

    /** From a placed order, every step that {@link Order} does not refuse, and every step from there. */
    private static Set<SortedSet<String>> possibleHistories() {
        return StateMachine.closure(
                new TreeSet<>(),
                history -> Stream.of(Moment.values())
                        .filter(moment -> mayFollow(history, moment))
                        .map(moment -> with(moment, history)));
    }

    /** A failure takes the end back, and a new try the failure. */
    private static SortedSet<String> with(Moment moment, SortedSet<String> history) {
        var longer = new TreeSet<>(history);
        longer.add(moment.column());
        switch (moment) {
            case SHIPPED -> longer.add("carrier");
            case CANCELLED -> longer.add("cancel_reason");
            case REFUND_FAILED -> longer.remove(Moment.REFUNDED.column());
            case REFUND_REQUESTED -> longer.remove(Moment.REFUND_FAILED.column());
            case PAID, DELIVERED, COMPLETED, EXPIRED, REFUNDED -> {}
        }
        return longer;
    }

    private static boolean mayFollow(Set<String> history, Moment next) {
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

    private static Order order(Set<String> history) {
        var state = Stream.of(
                        Moment.REFUNDED,
                        Moment.COMPLETED,
                        Moment.DELIVERED,
                        Moment.SHIPPED,
                        Moment.PAID,
                        Moment.CANCELLED,
                        Moment.EXPIRED)
                .filter(moment -> history.contains(moment.column()))
                .findFirst()
                .map(moment -> State.valueOf(moment.name()))
                .orElse(State.PLACED);
        var price = Money.of(1000, "EUR");
        boolean asked = history.contains(Moment.REFUND_REQUESTED.column());
        boolean underWay = asked && !history.contains(Moment.REFUND_FAILED.column());
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
                asked,
                null,
                state);
    }

    private StateMachine of(String table, Object row) {
        return new StateMachine(jdbc, new TransactionTemplate(new JdbcTransactionManager(database)), table, row);
    }

    private UUID order() {
        UUID shop = aShopOf(aMember().in(jdbc).id().value()).in(rows);
        return OrderFixture.anOrder(aMember().in(jdbc).id().value(), shop)
                .of(ListingFixture.aListingOf(shop).in(rows))
                .completedIn(rows);
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
        REFUNDED;

        String column() {
            return name().toLowerCase(Locale.ROOT) + "_at";
        }
    }
}

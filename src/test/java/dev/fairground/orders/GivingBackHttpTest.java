package dev.fairground.orders;

import static dev.fairground.orders.Trade.keyed;
import static dev.fairground.orders.Trade.line;
import static dev.fairground.orders.Trade.of;
import static dev.fairground.orders.Trade.sentBack;
import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Money goes back in parts, and never more of it than was paid; and either side gives an order up before it is shipped. */
@FairgroundTest
class GivingBackHttpTest {

    private static final String GOOD_CARD = "pm_card_visa";
    private static final long TOTAL = 2 * Trade.CHAIR + Trade.TABLE;

    private final Trade trade;
    private final Outbox outbox;
    private final int port;

    @Autowired
    GivingBackHttpTest(
            @LocalServerPort int port,
            Cast cast,
            Outbox outbox,
            JdbcClient jdbc,
            SettableClock clock,
            DataSource database) {
        this.port = port;
        this.outbox = outbox;
        this.trade = new Trade(port, cast, outbox, jdbc, clock, Rows.in(database));
    }

    @Test
    void a_line_is_given_back_the_rest_is_shipped_and_later_the_rest_of_the_money_follows() {
        String order = trade.paid(GOOD_CARD);
        var oneChair = Map.of("reason", "One has a crack.", "lines", List.of(line(trade.chair, 1)), "restock", true);

        assertThat(trade.refund(order, oneChair)).hasStatus(202);
        outbox.deliverDue();
        assertThat(trade.stock(trade.chair)).isEqualTo(9);
        assertThat(sentBack(order)).isEqualTo(Trade.CHAIR);
        var shown = trade.shown(order);
        assertThat(shown.at("/state")).isEqualTo("PAID");
        assertThat(shown.at("/refunds/0/reason")).isEqualTo("One has a crack.");
        assertThat(shown.json().at("/refunds/0/amount/amountMinor").asLong()).isEqualTo(Trade.CHAIR);
        assertThat(shown.at("/refunds/0/completedAt")).isNotEmpty();
        assertThat(trade.buyer.get("/api/v1/orders/" + order).at("/refunds/0/amount"))
                .isEqualTo("19.99");

        trade.ship(order);
        assertThat(trade.refund(order, Map.of("reason", "It came late.", "amountMinor", 500)))
                .hasStatus(202);
        assertThat(keyed(trade.support).post(of(order) + "/staff-refunds", Map.of("reason", "It never came.")))
                .hasStatus(202);
        outbox.deliverDue();
        assertThat(trade.state(order)).isEqualTo("REFUNDED");
        assertThat(sentBack(order)).isEqualTo(TOTAL);
        assertThat(List.of(trade.stock(trade.chair), trade.stock(trade.table))).containsExactly(9, 9);
        assertThat(trade.books()).isZero();
    }

    @Test
    void what_is_more_than_was_paid_or_was_never_bought_is_refused_by_name() {
        String order = trade.paid(GOOD_CARD);
        var chairs = Map.of("reason", "Broken.", "lines", List.of(line(trade.chair, 2)));

        assertThat(trade.refund(order, Map.of("reason", "Too much.", "amountMinor", TOTAL + 1)))
                .refused(409, "refund-beyond-paid");
        assertThat(trade.refund(order, Map.of("reason", "No line.", "amountMinor", 5, "restock", true)))
                .refused(400, "restock-without-lines");
        assertThat(trade.refund(order, Map.of("reason", "Nothing.", "amountMinor", 0)))
                .refused(400, "invalid-request")
                .naming("amountMinor");
        assertThat(trade.refund(
                        order,
                        Map.of("reason", "Not theirs.", "lines", List.of(line(java.util.UUID.fromString(order), 1)))))
                .refused(400, "not-in-order");
        assertThat(trade.refund(order, chairs)).hasStatus(202);
        assertThat(trade.refund(order, chairs)).refused(409, "line-refunded-already");
        assertThat(trade.refund(order, Map.of("reason", "Too much.", "amountMinor", Trade.TABLE + 1)))
                .refused(409, "refund-beyond-paid");
        for (Api other : List.of(trade.buyer, trade.stranger)) {
            assertThat(keyed(other).post(of(order) + "/refunds", chairs)).refused(403, "right-missing");
        }
        outbox.deliverDue();
        assertThat(sentBack(order)).isEqualTo(2 * Trade.CHAIR);
        assertThat(trade.books()).isZero();
    }

    @Test
    void of_twenty_refunds_at_once_as_many_are_made_as_were_paid_for() throws Exception {
        String order = trade.paid(GOOD_CARD);
        var wish = Map.of("reason", "Late.", "amountMinor", 1000);
        try (var threads = Executors.newFixedThreadPool(10)) {
            var statuses = threads
                    .invokeAll(IntStream.range(0, 20)
                            .<Callable<Integer>>mapToObj(
                                    _ -> () -> trade.refund(order, wish).status())
                            .toList())
                    .stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();
            assertThat(statuses).containsOnly(202, 409);
            assertThat(statuses.stream().filter(status -> status == 202)).hasSize(12);
        }
        outbox.deliverDue();
        assertThat(sentBack(order)).isEqualTo(12_000);
        assertThat(trade.shown(order).json().at("/refunds")).hasSize(12);
        assertThat(trade.state(order)).isEqualTo("PAID");
        assertThat(trade.books()).isZero();
    }

    @Test
    void a_part_that_the_bank_sends_back_is_free_to_be_given_again() {
        String order = trade.paid("pm_card_refundFail");
        var table = Map.of("reason", "Scratched.", "lines", List.of(line(trade.table, 1)));
        var tableAndShelf = Map.of("reason", "Scratched.", "lines", List.of(line(trade.table, 1)), "restock", true);
        assertThat(trade.refund(order, tableAndShelf)).hasStatus(202);
        outbox.deliverDue();
        assertThat(trade.refund(order, table)).refused(409, "line-refunded-already");
        SimulatedProvider.tell(port, false);
        outbox.deliverDue();
        assertThat(trade.refund(order, tableAndShelf)).refused(409, "restocked-already");

        var shown = trade.shown(order);
        assertThat(shown.at("/state")).isEqualTo("PAID");
        assertThat(shown.at("/refunds/0/failedAt")).isNotEmpty();
        assertThat(trade.refund(order, table)).hasStatus(202);
        trade.ship(order);
        assertThat(trade.books()).isZero();
    }

    @Test
    void the_shop_cancels_before_it_ships_with_a_reason_that_the_buyer_reads() {
        var why = Map.of("reason", "The workshop burned down.");
        String unpaid = trade.placed(GOOD_CARD);
        assertThat(keyed(trade.seller).put(of(unpaid) + "/shop-cancellation", why))
                .hasStatus(204);
        outbox.deliverDue();
        assertThat(trade.state(unpaid)).isEqualTo("CANCELLED");
        assertThat(trade.shown(unpaid).at("/closeReason")).isEqualTo("The workshop burned down.");
        assertThat(trade.stock(trade.chair)).isEqualTo(10);

        String paid = trade.paid(GOOD_CARD);
        assertThat(keyed(trade.seller).put(of(paid) + "/shop-cancellation", why))
                .hasStatus(204);
        assertThat(trade.seller.put(of(paid) + "/shipment", Map.of("carrier", "Post")))
                .refused(409, "not-in-that-state");
        outbox.deliverDue();
        assertThat(trade.state(paid)).isEqualTo("REFUNDED");
        assertThat(trade.shown(paid).at("/refunds/0/reason")).isEqualTo("The workshop burned down.");
        assertThat(sentBack(paid)).isEqualTo(TOTAL);
        assertThat(trade.stock(trade.chair)).isEqualTo(10);

        String shipped = trade.paid(GOOD_CARD);
        trade.ship(shipped);
        assertThat(keyed(trade.seller).put(of(shipped) + "/shop-cancellation", why))
                .refused(409, "not-in-that-state");
        assertThat(keyed(trade.buyer).put(of(shipped) + "/cancellation", "")).refused(409, "not-in-that-state");
        assertThat(keyed(trade.buyer).put(of(shipped) + "/shop-cancellation", why))
                .refused(403, "right-missing");
        assertThat(keyed(trade.seller).put(of(shipped) + "/shop-cancellation", Map.of("reason", " ")))
                .refused(400, "invalid-request")
                .naming("reason");
        assertThat(trade.books()).isZero();
    }

    @Test
    void the_link_to_the_carrier_is_ours_and_only_for_carriers_that_we_know() {
        String order = trade.paid(GOOD_CARD);
        trade.ship(order);
        assertThat(trade.shown(order).at("/trackingLink")).isEqualTo("https://www.ups.com/track?tracknum=1Z+9%2F%3F");
        assertThat(TrackingLink.of("A cart and a donkey", "7")).isNull();
        assertThat(TrackingLink.of("UPS", null)).isNull();
    }
}

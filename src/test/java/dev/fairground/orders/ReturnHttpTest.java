package dev.fairground.orders;

import static dev.fairground.orders.Trade.keyed;
import static dev.fairground.orders.Trade.line;
import static dev.fairground.orders.Trade.of;
import static dev.fairground.orders.Trade.sentBack;
import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A buyer sends something back: asked for, agreed to or not, received, and paid for. */
@FairgroundTest
class ReturnHttpTest {

    private final Trade trade;
    private final Outbox outbox;
    private final Jobs jobs;
    private final JdbcClient jdbc;
    private final SettableClock clock;

    @Autowired
    ReturnHttpTest(
            @LocalServerPort int port,
            Cast cast,
            Outbox outbox,
            Jobs jobs,
            JdbcClient jdbc,
            SettableClock clock,
            DataSource database) {
        this.outbox = outbox;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.clock = clock;
        this.trade = new Trade(port, cast, outbox, jdbc, clock, Rows.in(database));
    }

    @Test
    void a_chair_goes_back_is_paid_for_less_its_scratch_and_is_on_offer_again() {
        String order = trade.delivered();
        String which = asked(order, Map.of("reason", "Too low.", "lines", List.of(line(trade.chair, 1))));
        var shown = trade.shown(order);
        assertThat(shown.at("/returns/0/state")).isEqualTo("ASKED");
        assertThat(shown.json().at("/returns/0/lines").toString())
                .isEqualTo("[{\"listing\":\"" + trade.chair + "\",\"quantity\":1}]");
        assertThat(keyed(trade.buyer).post(of(order) + "/returns", Map.of("reason", "And another.")))
                .refused(409, "return-open");
        assertThat(trade.buyer.put(of(order) + "/completion", "")).refused(409, "return-open");
        assertThat(received(order, which, Map.of("restock", true))).refused(409, "return-not-in-that-state");

        assertThat(trade.seller.put(at(order, which) + "/acceptance", "")).hasStatus(204);
        assertThat(trade.seller.put(at(order, which) + "/acceptance", "")).refused(409, "return-not-in-that-state");
        assertThat(received(order, which, Map.of("restock", true, "amountMinor", 1500)))
                .hasStatus(202);
        outbox.deliverDue();

        assertThat(sentBack(order)).isEqualTo(1500);
        assertThat(trade.stock(trade.chair)).isEqualTo(9);
        assertThat(trade.shown(order).at("/returns/0/state")).isEqualTo("RECEIVED");
        assertThat(trade.state(order)).isEqualTo("DELIVERED");
        assertThat(trade.buyer.put(of(order) + "/completion", "")).hasStatus(204);
        assertThat(trade.books()).isZero();
    }

    @Test
    void a_refused_return_says_why_and_another_may_be_asked_for_in_time() {
        String order = trade.delivered();
        String first = asked(order, Map.of("reason", "Too low."));
        assertThat(trade.seller.put(at(order, first) + "/refusal", Map.of("reason", "It was measured.")))
                .hasStatus(204);
        assertThat(trade.shown(order).at("/returns/0/refusal")).isEqualTo("It was measured.");

        clock.advance(CompleteDeliveredOrders.COMPLAINTS);
        String second = asked(order, Map.of("reason", "Too low, still."));
        assertThat(trade.seller.put(at(order, second) + "/acceptance", "")).hasStatus(204);
        assertThat(received(order, second, Map.of("restock", false))).hasStatus(202);
        outbox.deliverDue();
        assertThat(trade.state(order)).isEqualTo("REFUNDED");
        assertThat(trade.stock(trade.chair)).isEqualTo(8);
    }

    @Test
    void what_comes_too_early_too_late_or_from_somebody_else_is_refused() {
        String early = trade.paid("pm_card_visa");
        assertThat(keyed(trade.buyer).post(of(early) + "/returns", Map.of("reason", "No more wanted.")))
                .refused(409, "return-too-late");
        String order = trade.delivered();
        var wish = Map.of("reason", "Too low.");
        assertThat(keyed(trade.stranger).post(of(order) + "/returns", wish)).refused(404, "no-such-order");
        assertThat(keyed(trade.seller).post(of(order) + "/returns", wish)).refused(404, "no-such-order");
        assertThat(keyed(trade.buyer)
                        .post(
                                of(order) + "/returns",
                                Map.of("reason", "Too many.", "lines", List.of(line(trade.chair, 3)))))
                .refused(409, "line-refunded-already");
        String which = asked(order, wish);
        assertThat(trade.seller.put(at(order, Chance.id().toString()) + "/acceptance", ""))
                .refused(404, "no-such-return");
        assertThat(trade.seller.put(at(early, which) + "/acceptance", "")).refused(404, "no-such-return");
        for (Api other : List.of(trade.buyer, trade.stranger)) {
            assertThat(other.put(at(order, which) + "/acceptance", "")).refused(403, "right-missing");
        }
        assertThat(trade.seller.put(at(order, which) + "/refusal", wish)).hasStatus(204);

        clock.advance(CompleteDeliveredOrders.COMPLAINTS.plusSeconds(1));
        assertThat(keyed(trade.buyer).post(of(order) + "/returns", wish)).refused(409, "return-too-late");
    }

    @Test
    void a_silent_shop_has_agreed_and_what_never_comes_is_not_waited_for() {
        String order = trade.delivered();
        asked(order, Map.of("reason", "Too low."));

        after(GoodsReturn.TIME_TO_ANSWER.minusSeconds(1));
        assertThat(standing(order)).isEqualTo("ASKED DELIVERED");
        after(Duration.ofSeconds(1));
        assertThat(standing(order)).isEqualTo("ACCEPTED DELIVERED");
        after(GoodsReturn.TIME_TO_SEND.minusSeconds(1));
        assertThat(standing(order)).isEqualTo("ACCEPTED DELIVERED");
        after(Duration.ofSeconds(1));
        assertThat(standing(order)).isEqualTo("LAPSED COMPLETED");
        assertThat(sentBack(order)).isZero();
    }

    @Test
    void a_parcel_that_nobody_missed_has_arrived_and_the_time_for_complaints_begins() {
        String order = trade.paid("pm_card_visa");
        trade.ship(order);
        clock.advance(PresumeDeliveries.UNDER_WAY.minusSeconds(1));
        jobs.runNow(PresumeDeliveries.NAME, "system");
        assertThat(trade.state(order)).isEqualTo("SHIPPED");
        clock.advance(Duration.ofSeconds(1));
        jobs.runNow(PresumeDeliveries.NAME, "system");
        assertThat(trade.state(order)).isEqualTo("DELIVERED");
        asked(order, Map.of("reason", "It is not what I ordered."));
    }

    private void after(Duration time) {
        clock.advance(time);
        jobs.runNow(MoveOverdueReturns.NAME, "system");
        jobs.runNow(CompleteDeliveredOrders.NAME, "system");
    }

    private String standing(String order) {
        return jdbc.sql("""
                select goods_return.state || ' ' || placed_order.state
                  from orders.goods_return
                  join orders.placed_order on placed_order.id = order_id
                 where order_id = :order::uuid
                """).param("order", order).query(String.class).single();
    }

    private String asked(String order, Map<String, ?> wish) {
        var asked = keyed(trade.buyer).post(of(order) + "/returns", wish);
        assertThat(asked).hasStatus(201);
        return asked.at("/id");
    }

    private Api.Answer received(String order, String which, Map<String, ?> receipt) {
        return keyed(trade.seller).put(at(order, which) + "/receipt", receipt);
    }

    private static String at(String order, String which) {
        return of(order) + "/returns/" + which;
    }
}

package dev.fairground.orders;

import static dev.fairground.orders.Trade.keyed;
import static dev.fairground.orders.Trade.line;
import static dev.fairground.orders.Trade.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api.Answer;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A shop's days in any order of events, with refunds, chargebacks and payouts: after each of them the books sum to zero, no order has given
 * back more than it took, nothing was paid out that is not accounted for, and every piece is on the shelf or in one order. {@code ops/prove} plays more of it.
 */
@FairgroundTest
class MoneyConservedHttpTest {

    private static final int STEPS = Integer.getInteger("steps", 80);
    private static final List<String> CARDS = List.of(
            "pm_card_visa", "pm_card_visa", "pm_card_refundFail", "pm_card_visa_chargeDeclinedInsufficientFunds");

    private final Random random = Chance.random();
    private final List<String> orders = new ArrayList<>();
    private final List<String> disputes = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Trade trade;
    private final Outbox outbox;
    private final Jobs jobs;
    private final JdbcClient jdbc;
    private final SettableClock clock;
    private final int port;

    /** Payouts that other tests wrote without an entry. */
    private long strange;

    @Autowired
    MoneyConservedHttpTest(
            @LocalServerPort int port,
            Cast cast,
            Outbox outbox,
            Jobs jobs,
            JdbcClient jdbc,
            SettableClock clock,
            DataSource database) {
        this.port = port;
        this.outbox = outbox;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.clock = clock;
        this.trade = new Trade(port, cast, outbox, jdbc, clock, Rows.in(database));
    }

    @Test
    void whatever_happens_to_orders_in_whatever_order_money_and_goods_are_conserved() {
        orders.add(trade.placed("pm_card_visa"));
        long before = inTheBooks();
        strange = bookedOnTheWay();
        var shop = trade.shown(orders.getFirst()).at("/shop");
        assertThat(trade.seller
                        .put("/api/v2/shops/" + shop + "/payout-account", Map.of("destination", "ba_good"))
                        .status())
                .isEqualTo(200);
        for (int step = 0; step < STEPS; step++) {
            happen(orders.get(random.nextInt(orders.size())));
            booksBalance();
        }
        for (int round = 0; round < 2; round++) { // what is heard in the first can send a refund
            outbox.deliverDue();
            SimulatedProvider.tell(port, false);
        }
        outbox.deliverDue();
        booksBalance();
        assertThat(atTheProvider()).isEqualTo(inTheBooks() - before);
        System.out.println(STEPS + " steps over " + orders.size() + " orders, books at zero after each: " + answers);
    }

    private void happen(String order) {
        switch (random.nextInt(18)) {
            case 0, 1 -> place();
            case 2, 3, 4 -> outbox.deliverDue();
            case 5 -> SimulatedProvider.tell(port, random.nextBoolean());
            case 6 -> heard("cancelled", keyed(trade.buyer).put(of(order) + "/cancellation", ""));
            case 7 ->
                heard(
                        "cancelled by shop",
                        keyed(trade.seller).put(of(order) + "/shop-cancellation", Map.of("reason", "Gone.")));
            case 8 -> heard("shipped", trade.seller.put(of(order) + "/shipment", Map.of("carrier", "Post")));
            case 9 -> heard("delivered", trade.buyer.put(of(order) + "/delivery", ""));
            case 10 ->
                heard(
                        "part refunded",
                        trade.refund(order, Map.of("reason", "Late.", "amountMinor", 1 + random.nextInt(6000))));
            case 11 ->
                heard(
                        "line refunded",
                        trade.refund(
                                order,
                                Map.of(
                                        "reason", "Broken.",
                                        "lines", List.of(line(trade.chair, 1)),
                                        "restock", random.nextBoolean())));
            case 12 -> heard("completed", trade.buyer.put(of(order) + "/completion", ""));
            case 13 -> dispute(order);
            case 14 -> decide();
            case 15 -> payOut();
            default -> timePasses();
        }
    }

    private void place() {
        var card = CARDS.get(random.nextInt(CARDS.size()));
        var lines = List.of(line(trade.chair, 1 + random.nextInt(3)), line(trade.table, 1));
        var placed = keyed(trade.buyer).post("/api/v2/orders", Map.of("lines", lines, "paymentMethod", card));
        heard("placed", placed);
        if (placed.status() == 201) {
            orders.add(placed.at("/id"));
        }
    }

    /** The buyer's bank takes back what was captured and not refunded, if there is any. */
    private void dispute(String order) {
        var intent = jdbc.sql(
                        "select provider_ref from payments.intent where reference = :order::uuid and state = 'CAPTURED'")
                .param("order", order)
                .query(String.class)
                .optional();
        if (intent.isEmpty()) return;
        var dispute = SimulatedProvider.api()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .post("/simulator/disputes", "payment_intent=" + intent.get());
        if (dispute.status() == 200) disputes.add(dispute.at("/id"));
        answers.merge("disputed" + (dispute.status() == 200 ? "" : " refused"), 1, Integer::sum);
    }

    private void decide() {
        if (disputes.isEmpty()) return;
        boolean won = random.nextBoolean();
        var dispute = disputes.removeFirst();
        if (won) SimulatedProvider.won(dispute);
        else SimulatedProvider.conceded(dispute);
        answers.merge(won ? "dispute won" : "dispute lost", 1, Integer::sum);
    }

    private void payOut() {
        SimulatedProvider.dial("{\"payoutFailure\": \"" + (random.nextInt(4) == 0 ? "could_not_process" : "") + "\"}");
        jobs.runNow(ReleaseEarnings.NAME, "system");
        jobs.runNow("pay-out-earnings", "system");
        answers.merge("night of payouts", 1, Integer::sum);
    }

    /** Back again, because the provider signs its events at the hour at which the test began. */
    private void timePasses() {
        clock.advance(Duration.ofMinutes(31));
        jobs.runNow(ExpireUnpaidOrders.NAME, "system");
        clock.set(SettableClock.START);
    }

    private void heard(String what, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(201, 202, 204, 409);
        answers.merge(what + (answer.status() == 409 ? " refused" : ""), 1, Integer::sum);
    }

    private void booksBalance() {
        assertThat(trade.books()).isZero();
        assertThat(jdbc.sql("""
                select count(*)
                  from payments.intent
                 where refunded_minor > amount_minor
                    or refunded_minor <> (select coalesce(sum(amount_minor), 0)
                                            from payments.refund
                                           where intent_id = intent.id
                                             and state <> 'FAILED')
                """).query(Long.class).single()).isZero();
        assertThat(bookedOnTheWay()).isEqualTo(strange);
        for (UUID listing : List.of(trade.chair, trade.table)) {
            assertThat(trade.stock(listing) + inOrders(listing)).isEqualTo(10);
        }
    }

    /** By how much the books have more on its way to payees than their payouts say. */
    private long bookedOnTheWay() {
        return jdbc.sql("""
                select (select coalesce(-sum(amount_minor), 0) from payments.posting where account like 'transit:%')
                       - (select coalesce(sum(amount_minor), 0) from payments.payout where state in ('RECORDED', 'IN_TRANSIT'))
                """).query(Long.class).single();
    }

    /** Pieces that were taken off the shelf and not put back. */
    private int inOrders(UUID listing) {
        return jdbc.sql("""
                select coalesce(sum(quantity - restocked), 0)
                  from orders.order_line
                  join orders.placed_order on placed_order.id = order_id
                 where listing_id = :listing
                   and state not in ('CANCELLED', 'EXPIRED')
                """).param("listing", listing).query(Integer.class).single();
    }

    private static long atTheProvider() {
        return SimulatedProvider.journal().path("balance").asLong();
    }

    private long inTheBooks() {
        return jdbc.sql("select coalesce(sum(amount_minor), 0) from payments.posting where account = 'provider:cash'")
                .query(Long.class)
                .single();
    }
}

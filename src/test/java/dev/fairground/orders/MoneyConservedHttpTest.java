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
 * A shop's days in any order of events: after each of them the books sum to zero, no order has given back more than it took, and every
 * piece is on the shelf or in one order. {@code ops/prove} plays more of it.
 */
@FairgroundTest
class MoneyConservedHttpTest {

    private static final int STEPS = Integer.getInteger("steps", 80);
    private static final List<String> CARDS = List.of(
            "pm_card_visa", "pm_card_visa", "pm_card_refundFail", "pm_card_visa_chargeDeclinedInsufficientFunds");

    private final Random random = Chance.random();
    private final List<String> orders = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Trade trade;
    private final Outbox outbox;
    private final Jobs jobs;
    private final JdbcClient jdbc;
    private final SettableClock clock;
    private final int port;

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
        assertThat(atTheProvider()).isEqualTo(inTheBooks());
        System.out.println(STEPS + " steps over " + orders.size() + " orders, books at zero after each: " + answers);
    }

    private void happen(String order) {
        switch (random.nextInt(13)) {
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
        for (UUID listing : List.of(trade.chair, trade.table)) {
            assertThat(trade.stock(listing) + inOrders(listing)).isEqualTo(10);
        }
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

    private long atTheProvider() {
        return orders.stream()
                .map(order -> SimulatedProvider.charges(UUID.fromString(order)))
                .mapToLong(charge -> charge.path("amountCaptured").asLong()
                        - charge.path("amountRefunded").asLong())
                .sum();
    }

    private long inTheBooks() {
        return jdbc.sql("""
                select coalesce(sum(posting.amount_minor), 0)
                  from payments.posting
                  join payments.ledger_entry on ledger_entry.id = entry_id
                  join payments.intent on intent.id = intent_id
                 where account = 'provider:cash'
                   and reference = any(:orders)
                """)
                .param("orders", orders.stream().map(UUID::fromString).toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }
}

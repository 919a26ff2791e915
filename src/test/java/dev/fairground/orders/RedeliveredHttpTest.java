package dev.fairground.orders;

import static dev.fairground.orders.Trade.keyed;
import static dev.fairground.orders.Trade.of;
import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox delivers at least once, and says so; whoever listens must bear the rest. */
@FairgroundTest
class RedeliveredHttpTest {

    private static final int AT_ONCE = 4;

    private final int port;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final Trade trade;

    @Autowired
    RedeliveredHttpTest(
            @LocalServerPort int port,
            Cast cast,
            Outbox outbox,
            JdbcClient jdbc,
            SettableClock clock,
            DataSource database) {
        this.port = port;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.trade = new Trade(port, cast, outbox, jdbc, clock, Rows.in(database));
    }

    @Test
    @Proves("fx-idempotent-consumers")
    void what_is_delivered_again_in_any_order_and_at_once_changes_nothing() throws Exception {
        var orders = aDayOfTrade();
        var before = everything(orders);
        var deliveries =
                new ArrayList<>(jdbc.sql("select id from outbox.delivery where state = 'done' order by position")
                        .query(UUID.class)
                        .list());
        assertThat(listeners()).isGreaterThan(10);
        Collections.shuffle(deliveries, Chance.random());

        for (var delivery : deliveries) {
            again("id = '" + delivery + "'");
            outbox.deliverDue();
            assertThat(ended(delivery)).startsWith("done ");
        }
        assertThat(everything(orders)).isEqualTo(before);

        again("state = 'done'");
        try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
            workers.invokeAll(Collections.nCopies(AT_ONCE, (Callable<Outbox.Counts>) outbox::deliverDue));
        }
        assertThat(everything(orders)).isEqualTo(before);
        System.out.println(deliveries.size() + " deliveries to " + listeners() + " listeners, each three times");
    }

    /** Bought, shipped, arrived, given back in part, cancelled, declined: all that orders make happen. */
    private List<String> aDayOfTrade() {
        var arrived = trade.delivered();
        assertThat(trade.refund(arrived, Map.of("reason", "Scratched.", "amountMinor", 500)))
                .hasStatus(202);
        var cancelled = trade.paid("pm_card_visa");
        assertThat(keyed(trade.buyer).put(of(cancelled) + "/cancellation", "").status())
                .isLessThan(300);
        var declined = trade.paid("pm_card_visa_chargeDeclinedInsufficientFunds");
        outbox.deliverDue();
        SimulatedProvider.tell(port, false);
        outbox.deliverDue();
        return List.of(arrived, cancelled, declined);
    }

    private void again(String which) {
        jdbc.sql("update outbox.delivery set state = 'pending', attempts = 0, finished_at = null where " + which)
                .update();
    }

    private String ended(UUID delivery) {
        return jdbc.sql("select concat(state, ' ', listener, ' ', error) from outbox.delivery where id = :id")
                .param("id", delivery)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .single();
    }

    private long listeners() {
        return jdbc.sql("select count(distinct listener) from outbox.delivery where state = 'done'")
                .query(Long.class)
                .single();
    }

    /** All rows but the outbox's own and those that count calls, what the provider did, and which letters there are. */
    private Map<String, String> everything(List<String> orders) {
        var all = new TreeMap<String, String>();
        jdbc.sql("""
                        select schemaname || '.' || tablename
                          from pg_tables
                         where schemaname not in ('pg_catalog', 'information_schema', 'migrations', 'public', 'outbox', 'ratelimit', 'web')
                        """)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list()
                .forEach(table -> all.put(
                        table,
                        jdbc.sql("select coalesce(string_agg(r::text, E'\\n' order by r::text), '') from " + table
                                        + " r")
                                .query(String.class)
                                .single()));
        all.put(
                "deliveries",
                jdbc.sql("select count(*) from outbox.delivery")
                        .query(String.class)
                        .single());
        for (var order : orders) {
            var charges = SimulatedProvider.charges(UUID.fromString(order));
            all.put("provider " + order, charges.path("amountCaptured") + " " + charges.path("amountRefunded"));
        }
        all.put("letters", letters());
        return all;
    }

    /** A mailbox knows the second copy of a letter by its Message-ID. */
    private static String letters() {
        return Api.at(Outside.MAIL.uri())
                .get("/api/v1/messages?limit=10000")
                .json()
                .path("messages")
                .valueStream()
                .map(letter -> letter.path("MessageID").asString())
                .distinct()
                .sorted()
                .toList()
                .toString();
    }
}

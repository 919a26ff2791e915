package dev.fairground.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import dev.fairground.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The tour passes where all is well, and where one thing is not it says so and which. */
@FairgroundTest
@ExtendWith(OutputCaptureExtension.class)
class TourTest {

    @LocalServerPort
    int port;

    @Autowired
    Outbox outbox;

    @Autowired
    SettableClock clock;

    private final String database = TestDatabase.copy();
    private HttpServer between;

    @BeforeEach
    void begin(@Autowired JdbcClient jdbc) throws IOException {
        SimulatedProvider.reset();
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.start();
    }

    @AfterEach
    void end() {
        between.stop(0);
    }

    @Test
    void where_all_is_well_each_step_is_told_and_everything_holds(CapturedOutput said) {
        assertThat(tour(SimulatedProvider.url())).as(said.toString()).isZero();

        assertThat(said.getOut()).contains("Everything holds.").doesNotContain("✗");
        for (var step : TourStep.values()) {
            assertThat(said.getOut()).contains(step.practices());
        }
    }

    @Test
    void a_ledger_that_balances_only_across_currencies_is_named(CapturedOutput said) {
        past("insert into payments.posting (entry_id, account, amount_minor, currency) values"
                + " (gen_random_uuid(), 'provider:cash', 5, 'EUR'), (gen_random_uuid(), 'platform:fees', -5, 'USD')");

        assertThat(tour(SimulatedProvider.url())).isEqualTo(1);

        assertThat(failures(said)).containsExactly("✗ Does not hold: the ledger sums to zero in each currency");
    }

    @Test
    void a_stock_below_zero_is_named(CapturedOutput said) {
        past("alter table listings.listing drop constraint listing_stock_in_range");
        past("""
                insert into listings.listing
                       (id, shop_id, shop_name, category_id, title, description, price_minor, currency, stock, drafted_at, version)
                values (gen_random_uuid(), gen_random_uuid(), 'Shop', gen_random_uuid(), 'Chair', '', 1, 'EUR', -1, '2026-11-01', 0)
                """);

        assertThat(tour(SimulatedProvider.url())).isEqualTo(1);

        assertThat(failures(said)).containsExactly("✗ Does not hold: no stock is negative");
    }

    @Test
    void a_second_charge_for_one_order_is_named(CapturedOutput said) {
        between.createContext("/", this::chargeOnceMore);

        assertThat(tour("http://localhost:" + between.getAddress().getPort())).isEqualTo(1);

        assertThat(failures(said))
                .anyMatch(failure -> failure.startsWith("✗ Does not hold: the provider has 1 charge(s) for order "))
                .anyMatch(failure -> failure.startsWith("✗ Does not hold: the provider took 1999 for order "));
    }

    @Test
    void an_application_that_is_away_is_told_without_a_stack_trace(CapturedOutput said) {
        between.stop(0);

        assertThat(Tour.run(
                        () -> {},
                        "--human-check-url",
                        "http://localhost:" + between.getAddress().getPort()))
                .isEqualTo(1);

        assertThat(failures(said)).singleElement().asString().startsWith("✗ Something does not answer: ");
        assertThat(said.getAll()).doesNotContain("\tat ");
    }

    @Test
    void an_argument_that_it_does_not_know_is_answered_with_those_it_knows(CapturedOutput said) {
        assertThat(Tour.run(() -> {}, "--speed", "1")).isEqualTo(2);
        assertThat(Tour.run(() -> {}, "--base-url")).isEqualTo(2);

        assertThat(said.getErr()).contains("[--base-url http://localhost:8080] [--database-url jdbc:");
    }

    /** Whoever waits has the deliveries carried meanwhile, which in this application nobody else does. */
    private int tour(String payments) {
        return Tour.run(
                outbox::deliverDue,
                "--base-url",
                "http://localhost:" + port,
                "--mail-url",
                Outside.MAIL.uri().toString(),
                "--payments-url",
                payments,
                "--human-check-url",
                Outside.HUMAN_CHECK.uri().toString(),
                "--database-url",
                database);
    }

    /** Writes what the database would never take from the application. */
    private void past(String sql) {
        JdbcClient.create(new DriverManagerDataSource(database + "&options=-csession_replication_role=replica"))
                .sql(sql)
                .update();
    }

    private static List<String> failures(CapturedOutput said) {
        return said.getOut().lines().filter(line -> line.startsWith("✗")).toList();
    }

    /** Stands before the provider: before the tour looks at an order's charges, the order is charged again. */
    private void chargeOnceMore(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getQuery();
            var reference = UUID.fromString(query.substring(query.indexOf('=') + 1));
            if (SimulatedProvider.charges(reference).path("succeeded").asInt() > 0) {
                SimulatedProvider.charge(reference, 1999);
            }
            byte[] answer = Api.at(URI.create(SimulatedProvider.url()))
                    .get(exchange.getRequestURI().toString())
                    .text()
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}

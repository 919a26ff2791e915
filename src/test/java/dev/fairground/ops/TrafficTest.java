package dev.fairground.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.ops.bench.OpenLoop;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** A short market day with everything going wrong ends with sound books; one with unsound books says so. */
@FairgroundTest
@TestPropertySource(
        properties =
                "fairground.instance=market-day") // a market of its own: others leave books that are wrong on purpose
@ExtendWith(OutputCaptureExtension.class)
class TrafficTest {

    private static final int VISITS = Integer.getInteger("visits", 200);
    private static final int AT_ONCE = 4;

    @LocalServerPort
    int port;

    @Autowired
    Outbox outbox;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Value("${spring.datasource.url}")
    String database = "";

    @BeforeEach
    void begin() {
        SimulatedProvider.reset();
        SimulatedProvider.dial("{\"webhookUrl\": \"http://localhost:" + port + "/webhooks/payments\"}");
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
    }

    @Test
    void whatever_goes_wrong_nobody_meets_a_fault_and_the_books_are_right(CapturedOutput said) {
        Traffic.Gate quicker = (asked, arrival) -> {
            SimulatedProvider.dial(
                    "{\"latencyMillis\": 20}"); // slow only by the dozen: the deliveries are carried by four
            visits(VISITS).open(asked, arrival);
        };

        assertThat(traffic(quicker, "ALL")).as(said.toString()).isZero();

        assertThat(said.getOut()).contains("Everything holds.").doesNotContain("✗");
        for (var visit : TrafficVisit.values()) {
            assertThat(said.getOut()).contains("\n" + visit.name() + " ");
        }
        for (var invariant : Invariant.values()) {
            assertThat(said.getOut()).contains("✓ " + invariant.sentence());
        }
        assertThat(dials())
                .contains("\"latencyMillis\":0", "\"errorRate\":0.0", "\"webhookLossRate\":0.0", "\"answerLost\":0");
    }

    @Test
    void one_charge_too_many_is_named(CapturedOutput said) {
        Traffic.Gate charging = (asked, arrival) -> {
            visits(40).open(asked, arrival);
            outbox.deliverDue();
            SimulatedProvider.dial("{\"webhookUrl\": \"\"}");
            SimulatedProvider.charge(aPaidOrder(), 1999);
        };

        assertThat(traffic(charging, "NONE")).isEqualTo(1);

        assertThat(said.getOut().lines().filter(line -> line.startsWith("✗")).toList())
                .hasSize(2)
                .anyMatch(line ->
                        line.startsWith("✗ the provider charged each order that was captured once, and no other"))
                .anyMatch(line -> line.startsWith("✗ the provider holds what the books say"));
    }

    @Test
    void an_error_that_it_does_not_know_is_answered_with_those_it_knows(CapturedOutput said) {
        assertThat(traffic(visits(0), "DECLINE,DOUBLE_PAID")).isEqualTo(2);

        assertThat(said.getErr()).contains("'DOUBLE_PAID'", "there are NONE, ALL, DOUBLE_PAY, DECLINE");
    }

    @Test
    void one_seed_gives_one_plan_and_another_gives_another() {
        assertThat(plan(7)).isEqualTo(plan(7)).isNotEqualTo(plan(8));
    }

    private static List<TrafficVisit> plan(int seed) {
        return IntStream.range(0, 50)
                .mapToObj(number -> TrafficVisit.any(EnumSet.allOf(TrafficDial.class), Traffic.chance(seed, number)))
                .toList();
    }

    /** The visits of a day without the waits between them. */
    private static Traffic.Gate visits(int visits) {
        return (_, arrival) -> {
            var next = new AtomicLong();
            try (var gates = Executors.newFixedThreadPool(AT_ONCE)) {
                for (int gate = 0; gate < AT_ONCE; gate++) gates.execute(() -> pass(arrival, next, visits));
            }
        };
    }

    private static void pass(OpenLoop.Arrival arrival, AtomicLong next, int visits) {
        for (long number = next.getAndIncrement(); number < visits; number = next.getAndIncrement()) {
            arrival.at(number, System.nanoTime());
        }
    }

    /** Whoever waits has the deliveries carried meanwhile; those that failed are tried again when the day is over. */
    private int traffic(Traffic.Gate gate, String errors) {
        var over = new AtomicBoolean();
        Traffic.Gate closing = (asked, arrival) -> {
            gate.open(asked, arrival);
            over.set(true);
        };
        return Traffic.run(
                () -> {
                    if (over.get()) clock.advance(Duration.ofSeconds(1));
                    outbox.deliverDue();
                },
                closing,
                "--rate",
                "1",
                "--error",
                errors,
                "--base-url",
                "http://localhost:" + port,
                "--mail-url",
                Outside.MAIL.uri().toString(),
                "--payments-url",
                SimulatedProvider.url(),
                "--human-check-url",
                Outside.HUMAN_CHECK.uri().toString(),
                "--database-url",
                database + "&user=postgres");
    }

    private UUID aPaidOrder() {
        return jdbc.sql("select id from orders.placed_order where paid_at is not null order by id desc limit 1")
                .query(UUID.class)
                .single();
    }

    private static String dials() {
        return Api.at(URI.create(SimulatedProvider.url()))
                .get("/simulator/dials")
                .text();
    }
}

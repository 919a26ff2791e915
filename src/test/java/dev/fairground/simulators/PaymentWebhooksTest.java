package dev.fairground.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentWebhooksTest {

    private record Received(String signature, String body) {
        String at(String pointer) {
            return Json.parse(body).at(pointer).asString();
        }
    }

    @TempDir
    Path state;

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private HttpServer endpoint;
    private PaymentSimulator simulator;
    private Customer customer;
    private Calls calls;

    @BeforeEach
    void open() throws Exception {
        endpoint = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        endpoint.createContext("/", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                received.add(new Received(exchange.getRequestHeaders().getFirst("Stripe-Signature"), body));
                exchange.sendResponseHeaders(failuresLeft.getAndDecrement() > 0 ? 503 : 200, -1);
            }
        });
        endpoint.start();
        start();
    }

    private void start() {
        var address = URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort() + "/webhooks");
        var settings =
                new PaymentSettings(Customer.KEY, Optional.of(address), List.of("new", "old"), Clock.systemUTC());
        simulator = PaymentSimulator.start(0, state, settings);
        customer = Customer.of(simulator);
        calls = customer.calls();
    }

    @AfterEach
    void close() {
        simulator.close();
        endpoint.stop(0);
    }

    @Test
    void an_event_is_signed_with_each_secret() throws Exception {
        var intent = customer.pay("pm_card_visa").at("/id");

        var event = next();
        assertThat(event.at("/type")).isEqualTo("payment_intent.succeeded");
        assertThat(event.at("/data/object/id")).isEqualTo(intent);
        var time = event.signature().replaceFirst("t=(\\d+),.*", "$1");
        var signed = time + "." + event.body();
        assertThat(event.signature())
                .isEqualTo("t=" + time + ",v1=" + hmac("new", signed) + ",v1=" + hmac("old", signed));
    }

    @Test
    void an_event_comes_again_until_it_is_taken() throws Exception {
        failuresLeft.set(2);
        customer.pay("pm_card_visa");

        var id = next().at("/id");
        assertThat(List.of(next().at("/id"), next().at("/id"))).containsOnly(id);
        assertThat(calls.get("/v1/events/" + id).at("/type")).isEqualTo("payment_intent.succeeded");
    }

    @Test
    void each_fact_has_its_event() throws Exception {
        customer.pay("pm_card_visa_chargeDeclined");
        assertThat(next().at("/type")).isEqualTo("payment_intent.payment_failed");
        var intent = customer.pay("pm_card_visa").at("/id");
        assertThat(next().at("/type")).isEqualTo("payment_intent.succeeded");
        calls.form("/v1/refunds", "payment_intent", intent, "amount", "100");
        assertThat(List.of(next().at("/type"), next().at("/type"), next().at("/type")))
                .containsExactly("refund.created", "charge.refunded", "refund.updated");
        calls.form("/simulator/disputes", "payment_intent", intent);
        assertThat(next().at("/type")).isEqualTo("charge.dispute.created");
    }

    @Test
    void of_the_events_a_share_is_never_sent() throws Exception {
        simulator.dial("{\"webhookLossRate\": 0.5}");
        var first = customer.pay("pm_card_visa").at("/id");
        customer.pay("pm_card_visa");
        var third = customer.pay("pm_card_visa").at("/id");

        assertThat(List.of(next().at("/data/object/id"), next().at("/data/object/id")))
                .containsExactly(first, third);
    }

    @Test
    void what_was_not_taken_is_sent_after_a_restart() throws Exception {
        simulator.dial("{\"webhooksOff\": true}");
        customer.pay("pm_card_visa");
        assertThat(calls.get("/simulator/journal")
                        .json()
                        .path("webhooksWaiting")
                        .asInt())
                .isEqualTo(1);
        simulator.close();

        start();
        assertThat(next().at("/type")).isEqualTo("payment_intent.succeeded");
    }

    @Test
    void what_was_taken_is_not_sent_after_a_restart() throws Exception {
        simulator.dial("{\"webhookBeforeAnswer\": true}");
        customer.pay("pm_card_visa");
        next();
        simulator.close();

        start();
        customer.pay("pm_card_visa_chargeDeclined");
        assertThat(next().at("/type")).isEqualTo("payment_intent.payment_failed");
    }

    @Test
    void an_event_can_arrive_before_the_answer() throws Exception {
        simulator.dial("{\"webhookBeforeAnswer\": true}");
        customer.pay("pm_card_visa");

        assertThat(received).hasSize(1);
    }

    @Test
    void an_event_can_arrive_twice() throws Exception {
        simulator.dial("{\"webhookDuplicate\": true}");
        customer.pay("pm_card_visa");

        assertThat(next().at("/id")).isEqualTo(next().at("/id"));
    }

    @Test
    void a_younger_event_can_arrive_first() throws Exception {
        simulator.dial("{\"webhookReorder\": true}");
        var first = customer.pay("pm_card_visa").at("/id");
        var second = customer.pay("pm_card_visa").at("/id");

        assertThat(List.of(next().at("/data/object/id"), next().at("/data/object/id")))
                .containsExactly(second, first);
    }

    @Test
    void an_event_can_be_sent_again_on_demand() throws Exception {
        customer.pay("pm_card_visa");
        var id = next().at("/id");

        assertThat(calls.json("POST", "/simulator/webhooks/resend/" + id, "").status())
                .isEqualTo(202);
        assertThat(next().at("/id")).isEqualTo(id);
        assertThat(calls.json("POST", "/simulator/webhooks/resend/evt_none", "").status())
                .isEqualTo(404);
    }

    private Received next() throws InterruptedException {
        return Objects.requireNonNull(received.poll(10, TimeUnit.SECONDS), "no webhook came");
    }

    /** Written out once more on purpose: this is the receiver's side of the agreement. */
    private static String hmac(String secret, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }
}

package dev.fairground.payments;

import static dev.fairground.payments.Till.GOOD_CARD;
import static dev.fairground.testing.AnswerAssert.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.payments.ChargeOutcome.Pending;
import dev.fairground.payments.Payments.State;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@FairgroundTest
@Proves({"fx-webhook-early-arrival", "fx-webhook-inbox", "fx-webhook-narrow-update"})
class WebhookHttpTest {

    private static final String PATH = "/webhooks/payments";
    private static final String NEW_SECRET = SimulatedProvider.WEBHOOK_SECRETS.get(0);
    private static final String OLD_SECRET = SimulatedProvider.WEBHOOK_SECRETS.get(1);
    private static final String UNKNOWN_KIND =
            "{\"id\": \"evt_%s\", \"type\": \"customer.created\", \"data\": {\"object\": {\"id\": \"cus_1\"}}}"
                    .formatted(Chance.id());

    @LocalServerPort
    int port;

    @Autowired
    IntentStore intents;

    @Autowired
    PaymentProvider provider;

    @Autowired
    Charge charge;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private final Till till;

    @Autowired
    WebhookHttpTest(
            Payments payments, TransactionOperations transaction, Outbox outbox, JdbcClient jdbc, SettableClock clock) {
        this.till = new Till(payments, transaction, outbox, jdbc, clock);
    }

    @BeforeEach
    void open() {
        till.open();
    }

    @Test
    void an_event_that_arrives_before_the_answer_changes_nothing_about_the_end() {
        SimulatedProvider.dial("""
                {"webhookUrl": "http://localhost:%d/webhooks/payments", "webhookBeforeAnswer": true, "webhookDuplicate": true}
                """.formatted(port));
        var reference = till.request(GOOD_CARD);
        till.deliver();

        assertThat(till.inbox()).containsExactly("payment_intent.succeeded PROCESSED");
        assertThat(till.state(reference)).isEqualTo(State.CAPTURED);
        assertThat(till.entries(reference)).isEqualTo(1);
    }

    @Test
    void an_event_settles_what_the_answer_did_not_and_the_answer_then_finds_it_done() {
        var reference = opened();
        SimulatedProvider.dial("{\"answerLost\": 1}");
        assertThat(till.deliver()).isEqualTo(new Outbox.Counts(0, 1));

        sent(newest());
        till.deliver();
        assertThat(till.state(reference)).isEqualTo(State.CAPTURED);
        assertThat(till.deliverAgain().failed()).isZero();
        assertThat(till.entries(reference)).isEqualTo(1);
    }

    @Test
    void an_event_that_comes_again_is_answered_and_forgotten() {
        var reference = till.captured();
        assertThat(sent(newest())).hasStatus(200);
        assertThat(sent(newest())).hasStatus(200);
        till.deliver();

        assertThat(till.inbox()).containsExactly("payment_intent.succeeded PROCESSED");
        assertThat(till.entries(reference)).isEqualTo(1);
    }

    @Test
    void a_burst_of_the_same_event_is_taken_once() throws Exception {
        var event = signed(UNKNOWN_KIND, now(), NEW_SECRET);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    threads.invokeAll(Collections.nCopies(50, () -> send(event).status()));
            for (var answer : answers) assertThat(answer.get()).isEqualTo(200);
        }

        assertThat(till.inbox()).hasSize(1);
        assertThat(till.deliver()).isEqualTo(new Outbox.Counts(1, 0));
    }

    @Test
    void an_event_outlasts_a_provider_that_cannot_be_asked_about_it() {
        var reference = till.captured();
        sent(newest());
        SimulatedProvider.dial("{\"errorNext\": 1}");

        assertThat(till.deliver()).isEqualTo(new Outbox.Counts(0, 1));
        assertThat(till.inbox()).containsExactly("payment_intent.succeeded RECEIVED");
        assertThat(till.deliverAgain().failed()).isZero();
        assertThat(till.inbox()).containsExactly("payment_intent.succeeded PROCESSED");
        assertThat(till.entries(reference)).isEqualTo(1);
    }

    @Test
    void older_news_after_newer_is_read_as_it_is_now() {
        var reference = till.captured();
        till.refund(reference, 2500);
        till.deliver();
        for (var event : SimulatedProvider.events()) sent(event); // the newest first
        till.deliver();

        assertThat(till.inbox())
                .containsExactlyInAnyOrder(
                        "payment_intent.succeeded PROCESSED",
                        "refund.created PROCESSED",
                        "charge.refunded IGNORED",
                        "refund.updated PROCESSED");
        assertThat(till.entries(reference)).isEqualTo(2);
        assertThat(till.balance("provider:cash")).isZero();
    }

    @Test
    void an_event_about_what_is_never_known_is_given_up_with_its_reason() {
        var reference = till.request(GOOD_CARD);
        var intent = intents.begin(till.id(reference), clock.instant()).orElseThrow();
        if (provider.open(intent) instanceof Pending(String ref)) provider.confirm(intent.id(), ref);
        jdbc.sql("delete from outbox.delivery").update();
        sent(newest());
        till.deliver();

        clock.advance(Duration.ofHours(2));
        assertThat(till.deliver()).isEqualTo(new Outbox.Counts(0, 1));
        assertThat(jdbc.sql(
                                "select state || ' ' || attempts || ' ' || error from outbox.delivery where listener = 'payments.webhook'")
                        .query(String.class)
                        .single())
                .startsWith("dead 1 PermanentFailure: Nothing here goes by pi_");
    }

    @Test
    void an_event_about_what_is_not_known_yet_is_kept_until_it_is() {
        var reference = till.request(GOOD_CARD);
        var intent = intents.begin(till.id(reference), clock.instant()).orElseThrow();
        if (provider.open(intent) instanceof Pending(String ref)) provider.confirm(intent.id(), ref);
        jdbc.sql("delete from outbox.delivery").update(); // the charge's own answer is long in coming
        sent(newest());

        assertThat(till.deliver()).as("nothing has failed").isEqualTo(new Outbox.Counts(0, 0));
        assertThat(till.inbox()).containsExactly("payment_intent.succeeded RECEIVED");
        charge.pursue(intent.id());
        assertThat(till.deliverAgain().failed()).isZero();
        assertThat(till.inbox()).containsExactly("payment_intent.succeeded PROCESSED");
        assertThat(till.entries(reference)).isEqualTo(1);
        assertThat(till.charges(reference)).isEqualTo(1);
    }

    @Test
    void what_an_event_claims_about_a_payment_is_not_believed() {
        var reference = opened();
        var ref = intents.providerRef(till.id(reference));
        send(signed("""
                {"id": "evt_forged", "type": "payment_intent.succeeded",
                 "data": {"object": {"id": "%s", "status": "succeeded", "amount_received": 2500}}}
                """.formatted(ref), now(), NEW_SECRET));
        jdbc.sql("delete from outbox.delivery where listener = 'payments.charge'")
                .update();
        till.deliver();

        assertThat(till.inbox()).containsExactly("payment_intent.succeeded PROCESSED");
        assertThat(till.state(reference)).isEqualTo(State.CHARGING);
        assertThat(till.entries(reference)).isZero();
    }

    @Test
    void a_kind_that_means_nothing_here_is_kept_and_marked() {
        assertThat(send(signed(UNKNOWN_KIND, now(), NEW_SECRET))).hasStatus(200);
        till.deliver();

        assertThat(till.inbox()).containsExactly("customer.created IGNORED");
    }

    @Test
    void either_live_secret_will_do_so_they_can_be_changed_without_losing_an_event() {
        assertThat(send(signed(UNKNOWN_KIND, now(), NEW_SECRET))).hasStatus(200);
        assertThat(send(signed(UNKNOWN_KIND, now(), OLD_SECRET))).hasStatus(200);
        assertThat(send(signed(UNKNOWN_KIND, now(), "unknown", OLD_SECRET))).hasStatus(200);
    }

    @Test
    void a_stranger_cannot_send_events() {
        assertThat(send(signed(UNKNOWN_KIND, now(), "a stranger's guess"))).refused(401, "webhook-not-signed");
        var signed = signed(UNKNOWN_KIND, now(), NEW_SECRET);
        assertThat(send(new Signed(signed.header(), UNKNOWN_KIND.replace("cus_1", "cus_2"))))
                .refused(401, "webhook-not-signed");
        var later = signed.header().replace("t=" + now().getEpochSecond(), "t=" + (now().getEpochSecond() + 1));
        assertThat(send(new Signed(later, UNKNOWN_KIND))).refused(401, "webhook-not-signed");
        assertThat(till.inbox()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    void an_event_signed_within_five_minutes_is_taken(long seconds) {
        assertThat(send(signed(UNKNOWN_KIND, now().plusSeconds(seconds), NEW_SECRET)))
                .hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 4_000_000_000L})
    void an_event_from_long_ago_or_from_the_future_is_refused(long seconds) {
        assertThat(send(signed(UNKNOWN_KIND, now().plusSeconds(seconds), NEW_SECRET)))
                .refused(401, "webhook-out-of-time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "t=",
                "v1=00",
                "t=1793620800",
                "t=99999999999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000",
                "t=-1,v1=0000000000000000000000000000000000000000000000000000000000000000",
                ",,,=,"
            })
    void a_header_that_is_no_signature_is_malformed(String header) {
        assertThat(send(new Signed(header, UNKNOWN_KIND))).refused(400, "webhook-malformed");
    }

    @Test
    void no_header_no_body_no_json_and_too_much_are_refused_by_name() {
        assertThat(Api.at(port).send("POST", PATH, UNKNOWN_KIND)).hasStatus(400);
        for (var body :
                List.of("", "{", "[]", "{\"id\": 7, \"type\": \"x\"}", "{\"id\": \"evt\\u0000\", \"type\": \"x\"}")) {
            assertThat(send(signed(body, now(), NEW_SECRET))).refused(400, "webhook-malformed");
        }
        assertThat(send(signed("x".repeat(256 * 1024 + 1), now(), NEW_SECRET))).refused(413, "webhook-too-large");
        assertThat(till.inbox()).isEmpty();
    }

    private UUID opened() {
        var reference = till.request(GOOD_CARD);
        var intent = intents.begin(till.id(reference), clock.instant()).orElseThrow();
        if (provider.open(intent) instanceof Pending(String ref)) intents.opened(intent.id(), ref);
        return reference;
    }

    private JsonNode newest() {
        return SimulatedProvider.events().getFirst();
    }

    private Api.Answer sent(JsonNode event) {
        return send(signed(event.toString(), now(), NEW_SECRET));
    }

    private Api.Answer send(Signed event) {
        return Api.at(port).with("Stripe-Signature", event.header()).send("POST", PATH, event.body());
    }

    private Instant now() {
        return clock.instant();
    }

    private record Signed(String header, String body) {}

    /** Written out once more on purpose: this is the sender's side of the agreement. */
    private static Signed signed(String body, Instant at, String... secrets) {
        var signatures = Stream.of(secrets)
                .map(secret -> ",v1=" + hmac(secret, at.getEpochSecond() + "." + body))
                .collect(Collectors.joining());
        return new Signed("t=" + at.getEpochSecond() + signatures, body);
    }

    private static String hmac(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (java.security.GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }
}

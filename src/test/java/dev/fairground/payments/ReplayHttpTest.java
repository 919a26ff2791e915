package dev.fairground.payments;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.payments.ChargeOutcome.Pending;
import dev.fairground.payments.Payments.State;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.Jobs;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.RowFixture;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.SimulatedProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** An operator looks into the inbox of the provider's events, and has some of them processed once more. */
@FairgroundTest
@Proves("fx-webhook-inbox")
class ReplayHttpTest {

    private static final String EVENTS = "/api/v2/webhook-events";
    private static final String REPLAYS = EVENTS + "/replays";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    IntentStore intents;

    @Autowired
    PaymentProvider provider;

    @Autowired
    Jobs jobs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private final Till till;
    private Api operator;

    @Autowired
    ReplayHttpTest(
            Payments payments, TransactionOperations transaction, Outbox outbox, JdbcClient jdbc, SettableClock clock) {
        this.till = new Till(payments, transaction, outbox, jdbc, clock);
    }

    @BeforeEach
    void open() {
        till.open();
        operator = cast.program(Api.at(port), cast.staff("operator", "staff:operate"));
    }

    @AfterEach
    void noonAgain() {
        clock.set(SettableClock.START);
    }

    /** As after a release that marked events as processed and did nothing about them. */
    @Test
    void an_event_that_was_processed_wrongly_is_processed_once_more_and_what_was_right_stays() {
        var right = till.captured();
        var wrong = till.request(Till.GOOD_CARD);
        var intent = intents.begin(till.id(wrong), clock.instant()).orElseThrow();
        if (provider.open(intent) instanceof Pending(String ref)) {
            intents.opened(intent.id(), ref);
            provider.confirm(intent.id(), ref);
        }
        jdbc.sql("delete from outbox.delivery").update();
        SimulatedProvider.tell(port, false);
        jdbc.sql("delete from outbox.delivery").update();
        jdbc.sql("update payments.webhook_event set state = 'PROCESSED', processed_at = received_at")
                .update();
        assertThat(till.state(wrong)).isEqualTo(State.CHARGING);

        var ids = operator.get(EVENTS)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
        assertThat(keyed().post(REPLAYS, Map.of("ids", ids))
                        .json()
                        .path("replayed")
                        .asInt())
                .isEqualTo(ids.size());
        assertThat(operator.get(EVENTS + "/" + ids.getFirst()).at("/state")).isEqualTo("RECEIVED");
        till.deliver();

        assertThat(operator.get(EVENTS + "/" + ids.getFirst()).at("/state")).isEqualTo("PROCESSED");
        for (var payment : List.of(right, wrong)) {
            assertThat(till.state(payment)).isEqualTo(State.CAPTURED);
            assertThat(till.entries(payment)).isEqualTo(1);
        }
    }

    @Test
    void a_whole_time_is_replayed_twice_without_a_second_effect() {
        var payments = List.of(till.captured(), till.captured(), till.captured());
        payments.forEach(payment -> till.refund(payment, 500));
        till.deliver();
        SimulatedProvider.tell(port, true);
        till.deliver();
        var balance = till.balance("provider:cash");
        var day = Map.of(
                "from",
                clock.instant().toString(),
                "to",
                clock.instant().plusSeconds(1).toString());

        for (int times = 0; times < 2; times++) {
            assertThat(keyed().post(REPLAYS, day).json().path("replayed").asInt())
                    .isEqualTo(12);
            assertThat(till.deliver()).isEqualTo(new Outbox.Counts(12, 0));
        }
        assertThat(till.balance("provider:cash")).isEqualTo(balance);
        for (var payment : payments) assertThat(till.entries(payment)).isEqualTo(2);
    }

    @Test
    void a_repeated_request_replays_once_and_is_on_record() {
        till.captured();
        SimulatedProvider.tell(port, false);
        till.deliver();
        var id = operator.get(EVENTS).at("/items/0/id");
        var api = keyed();

        assertThat(api.post(REPLAYS, Map.of("ids", List.of(id)))).hasStatus(202);
        assertThat(api.post(REPLAYS, Map.of("ids", List.of(id)))).hasStatus(202);
        assertThat(till.deliver()).isEqualTo(new Outbox.Counts(1, 0));
        assertThat(jdbc.sql(
                                "select count(*) from audit.entry where action = 'webhook-event.replayed' and target = :target")
                        .param("target", "webhook-event/" + id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void kinds_that_mean_nothing_here_are_kept_listed_and_replayed_when_they_do() {
        keep("customer.created", "IGNORED");
        keep("payment_intent.succeeded", "PROCESSED");

        var ignored = operator.get(EVENTS + "?state=IGNORED&total=exact");
        assertThat(ignored.json().path("items")).hasSize(1);
        assertThat(ignored.at("/items/0/kind")).isEqualTo("customer.created");
        assertThat(operator.get(EVENTS + "?kind=customer.created").json().path("items"))
                .hasSize(1);
        assertThat(operator.get(EVENTS + "?kind=customer.deleted").json().path("items"))
                .isEmpty();
        var wish = Map.of(
                "from",
                clock.instant().toString(),
                "to",
                clock.instant().plusSeconds(1).toString(),
                "kind",
                "customer.created",
                "state",
                "IGNORED");
        assertThat(keyed().post(REPLAYS, wish).json().path("replayed").asInt()).isEqualTo(1);
        till.deliver();
        assertThat(operator.get(EVENTS + "?state=IGNORED").json().path("items")).hasSize(1);
    }

    @Test
    void the_inbox_is_read_page_by_page() {
        for (int events = 0; events < 3; events++) keep("customer.created", "IGNORED");
        var first = operator.get(EVENTS + "?limit=2");
        var second = operator.get(EVENTS.replace("v2", "v1") + "?limit=2&cursor=" + first.at("/next"));

        assertThat(first.json().path("items")).hasSize(2);
        assertThat(second.json().path("items")).hasSize(1);
        assertThat(second.json().has("next")).isFalse();
    }

    @Test
    void what_nobody_can_have_meant_is_refused_by_name() {
        keep("customer.created", "IGNORED");
        var known = operator.get(EVENTS).at("/items/0/id");
        var now = clock.instant().toString();
        var later = clock.instant().plusSeconds(1).toString();

        assertThat(operator.get(EVENTS + "/" + Chance.id())).refused(404, "no-such-webhook-event");
        assertThat(keyed().post(REPLAYS, Map.of("ids", List.of(known, Chance.id()))))
                .refused(404, "no-such-webhook-event");
        assertThat(operator.get(EVENTS + "/" + known).at("/state"))
                .as("all or none")
                .isEqualTo("IGNORED");
        for (Map<String, Object> unclear : List.of(
                Map.<String, Object>of(),
                Map.<String, Object>of("from", now),
                Map.<String, Object>of("ids", List.of(known), "to", later))) {
            assertThat(keyed().post(REPLAYS, unclear))
                    .refused(400, "replay-unclear")
                    .naming("ids");
        }
        assertThat(operator.get(EVENTS + "?state=EATEN"))
                .refused(400, "invalid-request")
                .naming("state");
        assertThat(operator.post(REPLAYS, Map.of("ids", List.of(known)))).hasStatus(400);
    }

    @Test
    void more_events_than_anybody_looks_at_are_not_replayed_by_accident() {
        jdbc.sql("""
                insert into payments.webhook_event (id, provider, provider_event_id, kind, object_ref, body, state, received_at, processed_at)
                select gen_random_uuid(), 'stripe', 'evt_' || n, 'customer.created', '', '{}', 'IGNORED', :now, :now
                  from generate_series(1, 501) n
                """).param("now", Rows.at(clock.instant())).update();

        assertThat(keyed().post(
                                REPLAYS,
                                Map.of(
                                        "from",
                                        clock.instant().toString(),
                                        "to",
                                        clock.instant().plusSeconds(1).toString())))
                .refused(400, "replay-too-wide")
                .naming("to");
    }

    @Test
    void nobody_else_sees_the_inbox_or_replays() {
        keep("customer.created", "IGNORED");
        var id = operator.get(EVENTS).at("/items/0/id");
        var support = cast.program(Api.at(port), cast.staff("support", "staff:support-read"));
        for (var other : List.of(support, cast.program(Api.at(port), cast.member("stranger")))) {
            assertThat(other.get(EVENTS)).hasStatus(403);
            assertThat(other.get(EVENTS + "/" + id)).hasStatus(403);
            assertThat(other.with("Idempotency-Key", Chance.id().toString()).post(REPLAYS, Map.of("ids", List.of(id))))
                    .hasStatus(403);
        }
        assertThat(Api.at(port).get(EVENTS)).hasStatus(401);
    }

    @Test
    void what_is_done_is_forgotten_after_ninety_days_and_what_waits_never() {
        keep("customer.created", "IGNORED");
        keep("customer.created", "PROCESSED");
        keep("customer.created", "RECEIVED");
        clock.advance(Duration.ofDays(90));
        assertThat(jobs.runNow("webhook-events-purge", "system")).isEqualTo(JobReport.NOTHING);
        clock.advance(Duration.ofSeconds(1));
        assertThat(jobs.runNow("webhook-events-purge", "system")).isEqualTo(JobReport.ok(2));
    }

    private void keep(String kind, String state) {
        RowFixture.aRow("payments.webhook_event")
                .being("state", state)
                .with("kind", kind)
                .in(Rows.in(jdbc));
    }

    private Api keyed() {
        return operator.with("Idempotency-Key", Chance.id().toString());
    }
}

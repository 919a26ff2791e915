package dev.fairground.operations;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.identity.MemberId;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.RowFixture;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@FairgroundTest
class OutboxHttpTest {

    private static final String LISTENERS = "/api/v2/listeners";
    private static final String DELIVERIES = "/api/v2/deliveries";
    private static final String MAIL = "notifications.mail";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcClient jdbc;

    private Person operator = new Person(MemberId.next(), "", "");
    private Api api = Api.at(0);

    @BeforeEach
    void connect() {
        forget();
        operator = cast.staff("operator", "staff:operate");
        api = cast.program(Api.at(port), operator);
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from outbox.delivery").update();
        jdbc.sql("delete from outbox.pause").update();
    }

    @Test
    void every_listener_is_listed_with_what_waits_and_what_is_dead() {
        delivery("pending");
        delivery("blocked");
        dead("It does not fit.");
        aRow("outbox.delivery").with("listener", "old.forgotten").in(Rows.in(jdbc));

        var all = api.get(LISTENERS);

        assertThat(all).hasStatus(200);
        assertThat(listener(all, MAIL).path("waiting").asInt()).isEqualTo(2);
        assertThat(listener(all, MAIL).path("dead").asInt()).isEqualTo(1);
        assertThat(listener(all, MAIL).path("oldest").asString()).isEqualTo(SettableClock.START.toString());
        assertThat(listener(all, MAIL).path("effect").asString()).isEqualTo("OUTSIDE");
        assertThat(listener(all, "old.forgotten").path("lane").isNull()).isTrue();
        assertThat(listener(all, "orders.payment-captured").path("waiting").asInt())
                .isZero();
    }

    @Test
    void the_dead_are_listed_with_their_reason_page_by_page() {
        var first = dead("one");
        dead("two");
        var last = dead("three");

        var page = api.get(DELIVERIES + "?limit=2&total=exact");
        assertThat(page.at("/items/0/id")).isEqualTo(first);
        assertThat(page.at("/items/0/error")).isEqualTo("one");
        assertThat(page.at("/total/count")).isEqualTo("3");
        var rest = api.get(DELIVERIES + "?limit=2&listener=" + MAIL + "&cursor=" + page.at("/next"));
        assertThat(rest.json().path("items")).hasSize(1);
        assertThat(rest.at("/items/0/id")).isEqualTo(last);
        assertThat(api.get(DELIVERIES + "?listener=orders.payment-captured")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(api.get(DELIVERIES + "?listener=nobody.at-all")).refused(404, "no-such-listener");
    }

    @Test
    void what_waits_is_listed_in_the_order_in_which_it_was_published_whatever_its_state() {
        var first = delivery("blocked");
        var second = delivery("retry");
        var third = delivery("pending");
        dead("is not waiting");

        var waiting = api.get(LISTENERS + "/" + MAIL + "/deliveries?total=exact");

        assertThat(waiting.json()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("id").asString()))
                .containsExactly(first, second, third);
        assertThat(waiting.at("/total/count")).isEqualTo("3");
        assertThat(api.get(LISTENERS + "/nobody.at-all/deliveries")).refused(404, "no-such-listener");
    }

    /** An event may be about people, whom an operator has no business with. */
    @Test
    void what_an_event_says_is_shown_to_nobody() {
        var id = made(row("pending").with("event", Map.of("email", "somebody@fairground.test")));

        assertThat(api.get(DELIVERIES + "/" + id).text()).doesNotContain("somebody");
        assertThat(api.get(DELIVERIES + "/" + Chance.id())).refused(404, "no-such-delivery");
    }

    @Test
    void a_dead_one_is_delivered_again_or_decided_against_once() {
        var again = dead("one");
        var never = dead("two");

        assertThat(api.put(DELIVERIES + "/" + again + "/repetition", Map.of()).at("/state"))
                .isEqualTo("pending");
        assertThat(api.put(DELIVERIES + "/" + again + "/repetition", Map.of())).refused(409, "delivery-not-given-up");
        assertThat(api.put(DELIVERIES + "/" + never + "/discard", Map.of())).refused(400, "invalid-request");
        var discarded = api.put(DELIVERIES + "/" + never + "/discard", Map.of("why", "the shop is closed"));
        assertThat(discarded.at("/state")).isEqualTo("discarded");
        assertThat(discarded.at("/error")).isEqualTo("the shop is closed (two)");
        assertThat(api.put(DELIVERIES + "/" + never + "/discard", Map.of("why", "again")))
                .refused(409, "delivery-not-waiting");
        assertThat(api.put(DELIVERIES + "/" + Chance.id() + "/repetition", Map.of()))
                .refused(404, "no-such-delivery");

        assertThat(audited("delivery/" + again)).isEqualTo("delivery.requeued");
        assertThat(audited("delivery/" + never)).isEqualTo("delivery.discarded");
    }

    @Test
    void all_dead_of_a_listener_are_delivered_again_at_once() {
        dead("one");
        dead("two");

        assertThat(api.post(LISTENERS + "/" + MAIL + "/repetitions", Map.of()).at("/deliveries"))
                .isEqualTo("2");
        assertThat(api.get(DELIVERIES).json().path("items")).isEmpty();
        assertThat(audited("listener/" + MAIL)).isEqualTo("listener.dead-requeued");
    }

    @Test
    void a_listener_is_paused_with_a_reason_and_resumed() {
        var pause = LISTENERS + "/" + MAIL + "/pause";
        assertThat(api.put(pause, Map.of("why", "a wrong mail is leaving"))).hasStatus(204);
        assertThat(listener(api.get(LISTENERS), MAIL).at("/paused/why").asString())
                .isEqualTo("a wrong mail is leaving");
        assertThat(listener(api.get(LISTENERS), MAIL).at("/paused/by").asString())
                .isEqualTo("member/" + operator.id());

        assertThat(api.delete(pause)).hasStatus(204);
        assertThat(api.delete(pause)).hasStatus(204);

        assertThat(audited("listener/" + MAIL)).isEqualTo("listener.paused, listener.resumed");
        assertThat(api.put(LISTENERS + "/nobody.at-all/pause", Map.of("why", "typo")))
                .refused(404, "no-such-listener");
    }

    @Test
    void all_that_reaches_outside_is_paused_by_one_word() {
        assertThat(api.put(LISTENERS + "/outside/pause", Map.of("why", "the wrong release")))
                .hasStatus(204);

        api.get(LISTENERS)
                .json()
                .forEach(one -> assertThat(one.path("paused").isObject())
                        .as(one.path("id").asString())
                        .isEqualTo(one.path("effect").asString().equals("OUTSIDE")));
        assertThat(api.delete(LISTENERS + "/outside/pause")).hasStatus(204);
        assertThat(jdbc.sql("select count(*) from outbox.pause")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(audited("listener/" + MAIL)).isEqualTo("listener.paused, listener.resumed");
    }

    @Test
    void nobody_but_an_operator_sees_or_moves_anything() {
        var id = dead("one");
        for (var other : new Api[] {
            cast.program(Api.at(port), cast.member("stranger")),
            cast.program(Api.at(port), cast.staff("support", "staff:support-read", "staff:refund"))
        }) {
            assertThat(other.get(LISTENERS)).hasStatus(403);
            assertThat(other.get(DELIVERIES + "/" + id)).hasStatus(403);
            assertThat(other.put(DELIVERIES + "/" + id + "/repetition", Map.of()))
                    .hasStatus(403);
            assertThat(other.put(LISTENERS + "/outside/pause", Map.of("why", "mischief")))
                    .hasStatus(403);
        }
        assertThat(api.get(DELIVERIES + "/" + id).at("/state")).isEqualTo("dead");
    }

    private String dead(String error) {
        return made(row("dead").with("error", error));
    }

    private String delivery(String state) {
        return made(row(state));
    }

    private String made(RowFixture row) {
        return row.in(Rows.in(jdbc)).toString();
    }

    private static RowFixture row(String state) {
        return aRow("outbox.delivery").with("listener", MAIL).being("state", state);
    }

    private static JsonNode listener(Api.Answer all, String id) {
        return all.json()
                .valueStream()
                .filter(one -> one.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String audited(String target) {
        return jdbc.sql(
                        "select string_agg(action, ', ' order by id) from audit.entry where target = :target and actor = :actor")
                .param("target", target)
                .param("actor", "member/" + operator.id())
                .query(String.class)
                .single();
    }
}

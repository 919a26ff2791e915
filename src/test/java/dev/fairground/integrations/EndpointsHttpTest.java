package dev.fairground.integrations;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.shops.ShopId;
import dev.fairground.simulators.ReceiverSimulator;
import dev.fairground.simulators.ReceiverSimulator.Heard;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.ShopFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shop's team registers endpoints, gives them other secrets, tries them out, and looks at what became of each message. */
@FairgroundTest
class EndpointsHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private final ShopWebhooks webhooks;
    private final ReceiverSimulator receiver;
    private ShopWebhooks.Open shop;

    @Autowired
    EndpointsHttpTest(ApplicationContext beans, SettableClock clock) {
        this.webhooks = new ShopWebhooks(beans);
        this.receiver = ReceiverSimulator.start(0, clock);
    }

    @BeforeEach
    void open() {
        shop = webhooks.open(port);
    }

    @AfterEach
    void close() {
        receiver.close();
        clock.set(SettableClock.START);
    }

    @Test
    void an_endpoint_is_registered_shown_changed_switched_and_deleted_and_its_secret_seen_once() {
        var registered = shop.register("https://till.fairground.test/hooks", "order.paid", "order.shipped");
        assertThat(registered).hasStatus(201);
        assertThat(registered.at("/secret")).matches("whsec_[A-Za-z0-9+/]{43}=");
        var endpoint = registered.at("/id");

        var list = shop.api().get(shop.path());
        assertThat(list.at("/items/0/address")).isEqualTo("https://till.fairground.test/hooks");
        assertThat(list.json().at("/items/0/kinds").toString()).isEqualTo("[\"order.paid\",\"order.shipped\"]");
        assertThat(list.text()).doesNotContain("whsec_");

        var change = Map.of("address", "https://till.fairground.test:8443/", "kinds", List.of("listing.published"));
        assertThat(shop.api().put(shop.path(endpoint), change)).hasStatus(204);
        assertThat(shop.api().delete(shop.path(endpoint) + "/activation")).hasStatus(204);
        var changed = shop.api().get(shop.path(endpoint).replace("v2", "v1"));
        assertThat(changed.at("/address")).isEqualTo("https://till.fairground.test:8443/");
        assertThat(changed.at("/disabledWhy")).isEqualTo("TEAM");
        assertThat(shop.api().put(shop.path(endpoint) + "/activation", "")).hasStatus(204);
        assertThat(shop.api().put(shop.path(endpoint) + "/activation", "")).hasStatus(204);
        assertThat(shop.api().get(shop.path(endpoint)).json().has("disabledAt")).isFalse();

        assertThat(shop.api().delete(shop.path(endpoint))).hasStatus(204);
        assertThat(shop.api().get(shop.path(endpoint))).refused(404, "no-such-webhook-endpoint");
    }

    @Test
    void a_registration_whose_answer_was_lost_is_answered_again_with_the_same_secret() {
        var wish = Map.of("address", "https://till.fairground.test/hooks", "kinds", List.of("order.paid"));
        var api = shop.keyed();

        assertThat(api.post(shop.path(), wish).at("/secret"))
                .isEqualTo(api.post(shop.path(), wish).at("/secret"));
        assertThat(shop.register("https://till.fairground.test/hooks", "order.paid"))
                .refused(409, "webhook-address-registered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://till.fairground.test/hooks",
                "https://till.fairground.test:22/",
                "https://name@till.fairground.test/",
                "https://till.fairground.test/#a",
                "https://10.0.0.1/",
                "https://[fd00::1]/",
                "https://täll.fairground.test/",
                "not an address"
            })
    void an_address_that_we_would_not_call_is_refused_while_it_is_typed(String address) {
        assertThat(shop.register(address, "order.paid"))
                .refused(400, "webhook-address-not-taken")
                .naming("address");
        var endpoint = shop.endpoint(receiver.address());
        assertThat(shop.api().put(shop.path(endpoint), Map.of("address", address, "kinds", List.of("order.paid"))))
                .refused(400, "webhook-address-not-taken")
                .naming("address");
    }

    @Test
    void what_is_missing_or_unknown_is_named() {
        assertThat(shop.keyed().post(shop.path(), Map.of("kinds", List.of("order.paid"))))
                .refused(400, "invalid-request")
                .naming("address");
        assertThat(shop.register("https://till.fairground.test/"))
                .refused(400, "invalid-request")
                .naming("kinds");
        assertThat(shop.register("https://till.fairground.test/", "order.eaten"))
                .hasStatus(400)
                .naming("kinds[0]");
    }

    @Test
    void a_shop_has_ten_endpoints_at_most_however_fast_it_registers() throws Exception {
        IntStream.range(0, 9).forEach(n -> shop.endpoint("https://till" + n + ".fairground.test/"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(10, 15)
                    .<java.util.concurrent.Callable<Integer>>mapToObj(
                            n -> () -> shop.register("https://till" + n + ".fairground.test/", "order.paid")
                                    .status())
                    .toList());
            var statuses = new java.util.ArrayList<Integer>();
            for (var answer : answers) statuses.add(answer.get());
            assertThat(statuses).containsOnlyOnce(201);
        }
        assertThat(shop.register("https://till99.fairground.test/", "order.paid"))
                .refused(409, "too-many-webhook-endpoints");
    }

    /** Whatever another shop's owner tries, they hear what they would hear of a shop and an endpoint that never were. */
    @Test
    void another_shop_s_endpoints_are_as_if_they_were_not_there() {
        var endpoint = shop.endpoint(receiver.address());
        shop.pay();
        var message = receiver.heard().getFirst().id();
        var rival = cast.member("rival");
        ShopFixture.aShopOf(rival.id().value()).in(Rows.in(jdbc));
        var api = cast.program(Api.at(port), rival);
        var stranger = cast.program(Api.at(port), cast.member("stranger"));
        var nowhere = "/api/v2/shops/" + ShopId.next() + "/webhook-endpoints";

        assertThat(api.get(shop.path()).text())
                .isEqualTo(api.get(nowhere).text())
                .isEqualTo("{\"items\":[]}");
        for (String there : List.of(
                shop.path(endpoint),
                nowhere + "/" + Chance.id(),
                shop.path(Chance.id().toString()))) {
            var wish = Map.of("address", "https://rival.fairground.test/", "kinds", List.of("order.paid"));
            assertThat(api.get(there)).refused(404, "no-such-webhook-endpoint");
            assertThat(api.put(there, wish)).refused(404, "no-such-webhook-endpoint");
            assertThat(api.delete(there)).refused(404, "no-such-webhook-endpoint");
            assertThat(api.put(there + "/activation", "")).refused(404, "no-such-webhook-endpoint");
            assertThat(api.delete(there + "/activation")).refused(404, "no-such-webhook-endpoint");
            assertThat(keyed(api).post(there + "/secrets", "")).refused(404, "no-such-webhook-endpoint");
            assertThat(api.post(there + "/tests", "")).refused(404, "no-such-webhook-endpoint");
            assertThat(api.get(there + "/messages")).refused(404, "no-such-webhook-endpoint");
            assertThat(api.get(there + "/messages/" + message)).refused(404, "no-such-webhook-message");
            assertThat(keyed(api).post(there + "/messages/" + message + "/attempts", ""))
                    .refused(404, "no-such-webhook-endpoint");
            assertThat(stranger.get(there)).refused(403, "right-missing");
        }
        assertThat(keyed(api)
                        .post(
                                shop.path(),
                                Map.of("address", "https://a.fairground.test/", "kinds", List.of("order.paid"))))
                .refused(404, "no-such-webhook-endpoint");
        assertThat(receiver.heard()).hasSize(1);
    }

    @Test
    void a_manager_may_run_them_and_a_packer_may_not() {
        var manager = cast.member("manager");
        var packer = cast.member("packer");
        var owner = cast.member("owner");
        var id = ShopFixture.aShopOf(owner.id().value())
                .onPlan("PRO")
                .with(manager.id().value(), "MANAGER")
                .with(packer.id().value(), "PACKER")
                .in(Rows.in(jdbc));
        var path = "/api/v2/shops/" + id + "/webhook-endpoints";

        assertThat(cast.program(Api.at(port), manager).get(path)).hasStatus(200);
        assertThat(cast.program(Api.at(port), packer).get(path)).refused(403, "right-missing");
    }

    @Test
    void for_a_day_after_a_rotation_both_secrets_sign_and_then_only_the_new_one() {
        var registered = shop.register(receiver.address(), "order.paid");
        var rotated = shop.keyed().post(shop.path(registered.at("/id")) + "/secrets", "");
        assertThat(rotated).hasStatus(201);
        receiver.trust(registered.at("/secret"), rotated.at("/secret"));

        shop.pay();
        assertThat(receiver.heard().getLast().signers()).containsExactly(0, 1);
        assertThat(shop.api().get(shop.path(registered.at("/id"))).at("/oldSecretSignsUntil"))
                .isEqualTo(rotated.at("/oldSignsUntil"));
        clock.advance(Duration.ofDays(1));
        shop.pay();
        assertThat(receiver.heard().getLast().signers()).containsExactly(1);
    }

    @Test
    void a_second_rotation_ends_the_oldest_secret_at_once() {
        var registered = shop.register(receiver.address(), "order.paid");
        var secrets = shop.path(registered.at("/id")) + "/secrets";
        var second = shop.keyed().post(secrets, "").at("/secret");
        var third = shop.keyed().post(secrets, "").at("/secret");
        receiver.trust(registered.at("/secret"), second, third);
        shop.pay();

        assertThat(receiver.heard().getLast().signers()).containsExactly(1, 2);
    }

    @Test
    void a_test_is_sent_now_shown_and_logged_and_changes_nothing_else() {
        var registered = shop.register(receiver.address(), "order.paid");
        var endpoint = registered.at("/id");
        receiver.trust(registered.at("/secret"));
        receiver.dial("{\"status\": 410, \"answer\": \"Gone fishing\"}");
        var outcome = shop.api().post(shop.path(endpoint) + "/tests", "");

        assertThat(outcome).hasStatus(200);
        assertThat(outcome.json().path("delivered").asBoolean()).isFalse();
        assertThat(outcome.json().at("/attempt/status").asInt()).isEqualTo(410);
        assertThat(outcome.at("/attempt/answer")).isEqualTo("Gone fishing");
        assertThat(receiver.heard()).singleElement().matches(Heard::believed);
        assertThat(shop.messages(endpoint).at("/items/0/kind")).isEqualTo("test.ping");
        assertThat(shop.api().get(shop.path(endpoint)).json().has("disabledWhy"))
                .isFalse();

        receiver.dial("{\"status\": 200}");
        shop.api().delete(shop.path(endpoint) + "/activation");
        assertThat(shop.api()
                        .post(shop.path(endpoint) + "/tests", "")
                        .json()
                        .path("delivered")
                        .asBoolean())
                .as("whoever mends it tries it before it is switched on")
                .isTrue();
    }

    @Test
    @Timeout(20)
    void an_endpoint_that_is_deleted_while_its_test_is_written_down_takes_the_test_with_it() throws Exception {
        var endpoint = shop.endpoint(receiver.address());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var deleting = database.getConnection()) {
            deleting.setAutoCommit(false);
            deleting.createStatement().execute("delete from integrations.endpoint where id = '%s'".formatted(endpoint));
            var test = threads.submit(() -> shop.api().post(shop.path(endpoint) + "/tests", ""));
            while (!isWaitedFor(deleting)) Thread.onSpinWait();
            deleting.commit();

            assertThat(test.get()).hasStatus(200);
            assertThat(shop.api().get(shop.path(endpoint))).refused(404, "no-such-webhook-endpoint");
        }
    }

    private static boolean isWaitedFor(Connection blocker) throws SQLException {
        try (var look = blocker.createStatement();
                var seen = look.executeQuery(
                        "select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))")) {
            return seen.next();
        }
    }

    @Test
    void an_ended_message_can_be_sent_again_under_its_id_and_one_under_way_cannot() {
        var endpoint = shop.endpoint(receiver.address());
        receiver.dial("{\"status\": 400}");
        shop.pay();
        var id = receiver.heard().getFirst().id();
        var again = shop.path(endpoint) + "/messages/" + id + "/attempts";
        receiver.dial("{\"status\": 200}");

        var api = shop.keyed();
        assertThat(api.post(again, "")).hasStatus(202);
        assertThat(api.post(again, "")).hasStatus(202);
        assertThat(shop.keyed().post(again, "")).refused(409, "webhook-message-waiting");
        shop.deliver();
        assertThat(receiver.heard()).hasSize(2).extracting(Heard::id).containsOnly(id);
        assertThat(shop.state(endpoint)).isEqualTo("DELIVERED");

        shop.api().delete(shop.path(endpoint) + "/activation");
        assertThat(shop.keyed().post(again, "")).refused(409, "webhook-endpoint-disabled");
        assertThat(shop.keyed().post(again.replace(id, Chance.id().toString()), ""))
                .refused(404, "no-such-webhook-message");
    }

    @Test
    void the_log_is_read_page_by_page_newest_first() {
        var endpoint = shop.endpoint(receiver.address());
        for (int orders = 0; orders < 3; orders++) shop.pay();
        var path = shop.path(endpoint) + "/messages?total=exact&limit=2";

        var first = shop.api().get(path);
        assertThat(first.json().path("items")).hasSize(2);
        assertThat(first.json().at("/total/count").asInt()).isEqualTo(3);
        var second = shop.api().get(path + "&cursor=" + first.at("/next"));
        assertThat(second.at("/items/0/id"))
                .isEqualTo(receiver.heard().getFirst().id());
        assertThat(second.json().has("next")).isFalse();
    }

    private static Api keyed(Api api) {
        return api.with("Idempotency-Key", Chance.id().toString());
    }
}

package dev.fairground.integrations;

import static dev.fairground.integrations.ShopWebhooks.TOTAL;
import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.catalog.CategoryId;
import dev.fairground.listings.ListingId;
import dev.fairground.listings.ListingPublished;
import dev.fairground.listings.ListingWithdrawn;
import dev.fairground.orders.OrderClosed;
import dev.fairground.orders.OrderCompleted;
import dev.fairground.orders.OrderId;
import dev.fairground.orders.OrderPlaced;
import dev.fairground.orders.OrderRefundFailed;
import dev.fairground.orders.OrderRefunded;
import dev.fairground.orders.OrderShipped;
import dev.fairground.orders.ReturnAnswered;
import dev.fairground.orders.ReturnAsked;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.shops.ShopId;
import dev.fairground.simulators.ReceiverSimulator;
import dev.fairground.simulators.ReceiverSimulator.Heard;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What happens in a shop reaches its systems, however they behave, and nobody else's. */
@FairgroundTest
class DeliveringHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SettableClock clock;

    private final ShopWebhooks webhooks;
    private final ReceiverSimulator receiver;
    private ShopWebhooks.Open shop;

    @Autowired
    DeliveringHttpTest(ApplicationContext beans, SettableClock clock) {
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
    void a_message_is_signed_and_says_what_happened_to_what() {
        var registered = shop.register(receiver.address(), "order.paid", "order.shipped");
        receiver.trust(registered.at("/secret"));
        shop.pay();

        var message = receiver.heard().getFirst();
        assertThat(message.believed()).isTrue();
        assertThat(message.timestamp()).isEqualTo(String.valueOf(SettableClock.START.getEpochSecond()));
        var body = new JsonMapper().readTree(message.body());
        assertThat(body.path("type").asString()).isEqualTo("order.paid");
        assertThat(body.path("id").asString()).isEqualTo(message.id());
        assertThat(body.path("timestamp").asString()).isEqualTo(SettableClock.START.toString());
        assertThat(body.at("/data/shop").asString()).isEqualTo(shop.shop().toString());
        assertThat(body.at("/data/total").toString()).isEqualTo("{\"amountMinor\":3998,\"currency\":\"EUR\"}");
        assertThat(shop.state(registered.at("/id"))).isEqualTo("DELIVERED");
    }

    @Test
    void every_kind_is_told_of_and_only_those_that_were_asked_for() {
        var all = Stream.of(Kind.values()).map(Kind::toString).toArray(String[]::new);
        shop.register(receiver.address(), all);
        shop.endpoint(receiver.uri() + "/elsewhere");
        var order = OrderId.next();
        var buyer = shop.buyer().id();
        shop.publish(new OrderPlaced(order, buyer, shop.shop(), TOTAL));
        shop.pay();
        shop.publish(new OrderShipped(order, buyer, shop.shop(), "Post", ""));
        shop.publish(new OrderCompleted(order, buyer, shop.shop()));
        shop.publish(new OrderClosed(order, buyer, shop.shop(), "It was not paid in time."));
        shop.publish(new OrderRefunded(order, buyer, shop.shop(), TOTAL, Chance.id()));
        shop.publish(new OrderRefundFailed(order, buyer, shop.shop(), TOTAL, Chance.id()));
        shop.publish(new ReturnAsked(order, buyer, shop.shop(), Chance.id(), "A leg is broken."));
        shop.publish(new ReturnAnswered(order, buyer, shop.shop(), Chance.id(), ""));
        var listing = ListingId.next();
        shop.publish(new ListingPublished(listing, shop.shop(), new CategoryId(Chance.id()), "Chair", TOTAL));
        shop.publish(new ListingWithdrawn(listing, shop.shop()));

        assertThat(kinds("/hooks")).containsExactly(all);
        assertThat(kinds("/elsewhere")).containsExactly("order.paid");
    }

    @Test
    void another_shop_s_events_are_none_of_its_business() {
        shop.endpoint(receiver.address());
        shop.publish(new OrderPlaced(OrderId.next(), shop.buyer().id(), ShopId.next(), TOTAL));

        assertThat(receiver.heard()).isEmpty();
    }

    @Test
    void what_a_receiver_does_not_take_is_tried_again_under_the_same_id_and_signed_anew() {
        var registered = shop.register(receiver.address(), "order.paid");
        receiver.trust(registered.at("/secret"));
        receiver.dial("{\"errorNext\": 2}");
        shop.pay();
        shop.after(Duration.ofSeconds(59));
        assertThat(receiver.heard()).as("not before its time").hasSize(1);
        shop.after(Duration.ofMinutes(6));
        shop.after(Duration.ofMinutes(6));

        assertThat(receiver.heard()).hasSize(3).allMatch(Heard::believed);
        assertThat(receiver.heard())
                .extracting(Heard::id)
                .containsOnly(receiver.heard().getFirst().id());
        assertThat(receiver.heard())
                .extracting(Heard::body)
                .containsOnly(receiver.heard().getFirst().body());
        assertThat(receiver.heard()).extracting(Heard::timestamp).doesNotHaveDuplicates();
        var log = shop.api()
                .get(shop.path(registered.at("/id")) + "/messages/"
                        + receiver.heard().getFirst().id());
        assertThat(log.json()
                        .path("attempts")
                        .valueStream()
                        .map(one -> one.path("status").asInt()))
                .containsExactly(204, 500, 500);
        assertThat(log.at("/attempts/1/answer")).isEqualTo("Out of order");
        assertThat(log.at("/state")).isEqualTo("DELIVERED");
    }

    @Test
    void a_receiver_that_never_answers_well_is_given_up_after_three_days() {
        var endpoint = shop.endpoint(receiver.address());
        receiver.dial("{\"status\": 503}");
        shop.pay();
        for (int tries = 0; tries < 20; tries++) shop.after(Duration.ofHours(23));

        assertThat(receiver.heard()).hasSizeBetween(4, 10);
        assertThat(shop.state(endpoint)).isIn("FAILED", "ABANDONED");
    }

    /** The toy sends one event to all endpoints in one delivery, and repeats it to all of them when one fails. */
    @Test
    void a_dead_endpoint_neither_blocks_nor_repeats_another() {
        var dead = shop.endpoint("http://localhost:1/hooks");
        var well = shop.endpoint(receiver.address());
        shop.pay();
        shop.pay();
        for (int tries = 0; tries < 5; tries++) shop.after(Duration.ofHours(6));

        assertThat(receiver.heard()).extracting(Heard::id).hasSize(2).doesNotHaveDuplicates();
        assertThat(shop.state(well)).isEqualTo("DELIVERED");
        // One of the two at least: after a breakdown the other waits, as one was enough to see that nobody is there.
        assertThat(shop.messages(dead)
                        .json()
                        .path("items")
                        .valueStream()
                        .map(item -> item.at("/lastAttempt/trouble").asString("")))
                .contains("NO_CONNECTION");
    }

    @Test
    void after_a_breakdown_the_endpoint_is_left_in_peace_and_nothing_is_lost() {
        shop.endpoint(receiver.address());
        receiver.dial("{\"errorNext\": 1}");
        for (int orders = 0; orders < 5; orders++) shop.pay();

        assertThat(receiver.heard()).as("one was enough to see that it is down").hasSize(1);
        for (int minutes = 0; minutes < 3; minutes++) shop.after(Duration.ofMinutes(1));
        assertThat(receiver.heard())
                .hasSize(6)
                .extracting(Heard::id)
                .containsOnlyOnceElementsOf(receiver.heard().stream()
                        .map(Heard::id)
                        .distinct()
                        .skip(1)
                        .toList());
        assertThat(receiver.heard().stream().map(Heard::id).distinct()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 422})
    void a_no_to_the_message_is_not_asked_again(int status) {
        var endpoint = shop.endpoint(receiver.address());
        receiver.dial("{\"status\": %d}".formatted(status));
        shop.pay();
        shop.after(Duration.ofHours(30));

        assertThat(receiver.heard()).hasSize(1);
        assertThat(shop.state(endpoint)).isEqualTo("FAILED");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429})
    void a_no_for_now_is_asked_again_no_sooner_than_the_receiver_said(int status) {
        shop.endpoint(receiver.address());
        receiver.dial("{\"status\": %d, \"retryAfter\": \"3600\"}".formatted(status));
        shop.pay();
        shop.after(Duration.ofMinutes(59));
        assertThat(receiver.heard()).hasSize(1);
        shop.after(Duration.ofMinutes(10));
        assertThat(receiver.heard()).hasSize(2);
    }

    @Test
    void a_redirect_is_not_followed() {
        var endpoint = shop.endpoint(receiver.address());
        receiver.dial("{\"status\": 307, \"location\": \"%s/elsewhere\"}".formatted(receiver.uri()));
        shop.pay();

        assertThat(receiver.heard()).extracting(Heard::path).containsExactly("/hooks");
        assertThat(shop.messages(endpoint)
                        .json()
                        .at("/items/0/lastAttempt/status")
                        .asInt())
                .isEqualTo(307);
        assertThat(shop.state(endpoint)).isEqualTo("WAITING");
    }

    @Test
    void whoever_hangs_up_has_heard_it_perhaps_and_hears_it_again() {
        var endpoint = shop.endpoint(receiver.address());
        receiver.dial("{\"close\": true}");
        shop.pay();
        assertThat(shop.messages(endpoint).at("/items/0/lastAttempt/trouble")).isEqualTo("BROKEN");
        receiver.dial("{\"close\": false}");
        shop.after(Duration.ofMinutes(2));

        assertThat(receiver.heard())
                .extracting(Heard::id)
                .hasSize(2)
                .containsOnly(receiver.heard().getFirst().id());
    }

    /** The address was harmless when it was registered. Nothing private resolves here, so the row is changed to one that needs no resolver. */
    @ParameterizedTest
    @ValueSource(strings = {"https://10.0.0.1/hooks", "https://[::ffff:169.254.169.254]/", "http://192.168.0.1/hooks"})
    void an_address_inside_is_never_called_whatever_the_row_says(String address) {
        var endpoint = shop.endpoint(receiver.address());
        jdbc.sql("update integrations.endpoint set address = :address")
                .param("address", address)
                .update();
        shop.pay();

        assertThat(shop.messages(endpoint).at("/items/0/lastAttempt/trouble")).isEqualTo("FORBIDDEN_ADDRESS");
        assertThat(shop.state(endpoint)).isEqualTo("FAILED");
    }

    @Test
    void a_receiver_that_is_gone_is_disabled_at_once_and_whoever_runs_the_shop_is_told() {
        var endpoint = shop.endpoint(receiver.address());
        receiver.dial("{\"errorNext\": 1}");
        shop.pay();
        receiver.dial("{\"status\": 410}");
        shop.after(Duration.ofMinutes(2));
        shop.pay();

        assertThat(receiver.heard()).hasSize(2);
        assertThat(shop.api().get(shop.path(endpoint)).at("/disabledWhy")).isEqualTo("GONE");
        assertThat(inbox(shop.api())).contains("webhooks-disabled");
        assertThat(inbox(cast.program(Api.at(port), shop.buyer()))).doesNotContain("webhooks-disabled");
    }

    @Test
    void a_receiver_that_takes_nothing_for_three_days_is_disabled_and_what_waits_is_given_up() {
        var endpoint = shop.endpoint(receiver.address());
        receiver.dial("{\"status\": 500}");
        shop.pay();
        shop.after(Duration.ofHours(71));
        assertThat(shop.api().get(shop.path(endpoint)).json().has("disabledWhy"))
                .isFalse();
        shop.pay();
        shop.after(Duration.ofHours(2));

        assertThat(shop.api().get(shop.path(endpoint)).at("/disabledWhy")).isEqualTo("FAILING");
        assertThat(inbox(shop.api())).contains("webhooks-disabled");
        shop.after(Duration.ofHours(30));
        assertThat(shop.messages(endpoint)
                        .json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("state").asString()))
                .doesNotContain("WAITING");
    }

    @Test
    void one_success_in_between_and_the_three_days_begin_anew() {
        var endpoint = shop.endpoint(receiver.address());
        receiver.dial("{\"status\": 400}");
        shop.pay();
        shop.after(Duration.ofHours(60));
        receiver.dial("{\"status\": 200}");
        shop.pay();
        receiver.dial("{\"status\": 400}");
        shop.pay();
        shop.after(Duration.ofHours(60));
        shop.pay();

        assertThat(shop.api().get(shop.path(endpoint)).json().has("disabledWhy"))
                .isFalse();
    }

    @Test
    void what_is_deleted_while_it_waits_is_forgotten_without_a_failure() {
        var endpoint = shop.endpoint(receiver.address());
        receiver.dial("{\"errorNext\": 1}");
        shop.pay();
        jdbc.sql("update integrations.message set next_at = null").update();
        shop.flow()
                .transaction()
                .executeWithoutResult(_ -> shop.flow()
                        .events()
                        .publishEvent(new MessageDue(
                                MessageId.of(receiver.heard().getFirst().id()))));
        assertThat(shop.api().delete(shop.path(endpoint))).hasStatus(204);

        assertThat(shop.flow().outbox().deliverDue()).isEqualTo(new Outbox.Counts(1, 0));
        assertThat(receiver.heard()).hasSize(1);
    }

    private List<String> kinds(String path) {
        return receiver.heard().stream()
                .filter(heard -> heard.path().equals(path))
                .map(heard ->
                        new JsonMapper().readTree(heard.body()).path("type").asString())
                .toList();
    }

    private static List<String> inbox(Api api) {
        return api.get("/api/v2/notifications")
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("kind").asString())
                .toList();
    }
}

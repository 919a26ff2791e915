package dev.fairground.notifications;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.money.Money;
import dev.fairground.orders.OrderClosed;
import dev.fairground.orders.OrderCompleted;
import dev.fairground.orders.OrderDisputed;
import dev.fairground.orders.OrderId;
import dev.fairground.orders.OrderPaid;
import dev.fairground.orders.OrderPlaced;
import dev.fairground.orders.OrderRefundFailed;
import dev.fairground.orders.OrderRefunded;
import dev.fairground.orders.OrderShipped;
import dev.fairground.orders.ReturnAnswered;
import dev.fairground.orders.ReturnAsked;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.shops.ShopId;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.SettableClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What happens to an order reaches the inboxes of those whom it concerns, and of nobody else. */
@FairgroundTest
class NotificationsHttpTest {

    private static final Money TOTAL = Money.of(3998, "EUR");

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    SettableClock clock;

    private final OrderId order = OrderId.next();
    private Person buyer = new Person(dev.fairground.identity.MemberId.next(), "", "");
    private Person seller = buyer;
    private ShopId shop = ShopId.next();

    @BeforeEach
    void openAShop() {
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        buyer = cast.member("buyer");
        seller = cast.member("seller");
        shop = ShopId.of(program(seller)
                .post("/api/v2/shops", Map.of("handle", Chance.name("shop-"), "name", "Woodwork"))
                .at("/id"));
    }

    @Test
    void buyer_and_seller_follow_the_order_in_the_app() {
        publish(new OrderPlaced(order, buyer.id(), shop, TOTAL));
        publish(new OrderPaid(order, buyer.id(), shop, TOTAL));
        publish(new OrderShipped(order, buyer.id(), shop, "Post", "A1"));
        publish(new OrderCompleted(order, buyer.id(), shop));
        publish(new OrderRefunded(order, buyer.id(), shop, TOTAL, Chance.id()));
        publish(new OrderRefundFailed(order, buyer.id(), shop, TOTAL, Chance.id()));
        publish(new OrderRefunded(order, buyer.id(), shop, TOTAL, Chance.id()));
        assertThat(kinds(buyer))
                .containsExactly(
                        "order-refunded",
                        "order-refund-failed",
                        "order-refunded",
                        "order-completed",
                        "order-shipped",
                        "order-paid",
                        "order-placed");
        assertThat(kinds(seller))
                .containsExactly(
                        "order-refunded",
                        "order-refund-failed",
                        "order-refunded",
                        "order-completed",
                        "order-paid",
                        "order-placed");
    }

    @Test
    void each_is_mailed_what_they_wait_for_or_have_to_do() {
        publish(new OrderPlaced(order, buyer.id(), shop, TOTAL));
        publish(new OrderPaid(order, buyer.id(), shop, TOTAL));
        publish(new OrderClosed(OrderId.next(), buyer.id(), shop, "It was not paid in time."));
        assertThat(subjects(buyer))
                .containsExactly(
                        "Your order has ended unpaid",
                        "Your payment of 39.98 EUR has arrived",
                        "Your order over 39.98 EUR is placed");
        assertThat(subjects(seller)).containsExactly("An order over 39.98 EUR is paid");
    }

    @Test
    void a_shop_is_told_and_mailed_when_a_bank_takes_money_back_and_when_it_has_decided() {
        var dispute = Chance.id();
        for (var step : OrderDisputed.Step.values()) {
            publish(new OrderDisputed(order, buyer.id(), shop, TOTAL, step, dispute));
            publish(new OrderDisputed(order, buyer.id(), shop, TOTAL, step, dispute));
        }
        assertThat(kinds(seller)).containsExactly("order-disputed-lost", "order-disputed-won", "order-disputed-open");
        assertThat(kinds(buyer)).isEmpty();
        assertThat(subjects(seller))
                .containsExactly(
                        "The bank has decided for the buyer: 39.98 EUR",
                        "The bank has decided for you: 39.98 EUR",
                        "The buyer's bank has taken 39.98 EUR back");
    }

    @Test
    void a_return_is_asked_of_the_shop_and_answered_to_the_buyer_by_mail() {
        var first = Chance.id();
        publish(new ReturnAsked(order, buyer.id(), shop, first, "A leg is broken."));
        publish(new ReturnAnswered(order, buyer.id(), shop, first, "It was whole when it left."));
        publish(new ReturnAnswered(order, buyer.id(), shop, Chance.id(), ""));
        assertThat(subjects(seller)).containsExactly("A buyer asks to send something back");
        assertThat(subjects(buyer)).containsExactly("You may send it back", "The shop does not take it back");
    }

    @Test
    void an_event_delivered_again_tells_nobody_twice() {
        var placed = new OrderPlaced(order, buyer.id(), shop, TOTAL);
        publish(placed);
        publish(placed);
        assertThat(kinds(buyer)).containsExactly("order-placed");
        assertThat(Outside.mailTo(buyer.email())).hasSize(1);
    }

    @Test
    void pages_follow_one_another_without_gap() {
        publish(new OrderPlaced(order, buyer.id(), shop, TOTAL));
        publish(new OrderPaid(order, buyer.id(), shop, TOTAL));
        var first = program(buyer).get("/api/v2/notifications?limit=1");
        assertThat(first.at("/items/0/kind")).isEqualTo("order-paid");
        assertThat(first.at("/items/0/about")).isEqualTo("order/" + order);
        var second = program(buyer).get("/api/v1/notifications?limit=1&cursor=" + first.at("/next"));
        assertThat(second.at("/items/0/kind")).isEqualTo("order-placed");
        assertThat(second.json().has("next")).isFalse();
    }

    @Test
    void what_was_read_stays_read() {
        publish(new OrderPlaced(order, buyer.id(), shop, TOTAL));
        Api mine = program(buyer);
        String path =
                "/api/v1/notifications/" + mine.get("/api/v1/notifications").at("/items/0/id") + "/reading";
        assertThat(mine.put(path, "")).hasStatus(204);
        String readAt = mine.get("/api/v1/notifications").at("/items/0/readAt");
        assertThat(readAt).isNotEmpty();
        clock.advance(java.time.Duration.ofHours(1));
        assertThat(mine.put(path, "")).hasStatus(204);
        assertThat(mine.get("/api/v1/notifications").at("/items/0/readAt")).isEqualTo(readAt);
    }

    @Test
    void a_stranger_sees_and_touches_nothing_of_it() {
        publish(new OrderPlaced(order, buyer.id(), shop, TOTAL));
        String id = program(buyer).get("/api/v1/notifications").at("/items/0/id");
        var stranger = cast.member("stranger");
        assertThat(kinds(stranger)).isEmpty();
        assertThat(program(stranger).put("/api/v1/notifications/" + id + "/reading", ""))
                .refused(404, "no-such-notification");
        assertThat(Api.at(port).get("/api/v1/notifications")).hasStatus(401);
        assertThat(program(buyer)
                        .get("/api/v1/notifications")
                        .json()
                        .at("/items/0/readAt")
                        .isString())
                .as("still unread")
                .isFalse();
    }

    @Test
    void the_page_shows_a_member_their_own_inbox() {
        publish(new OrderPlaced(order, buyer.id(), shop, TOTAL));
        assertThat(cast.browser(Api.at(port), buyer).get("/inbox").text())
                .contains("Your order over 39.98 EUR is placed", "Mark as read");
        assertThat(cast.browser(Api.at(port), cast.member("stranger"))
                        .get("/inbox")
                        .text())
                .contains("Nothing here.");
        assertThat(Api.at(port).with("Accept", "text/html").get("/inbox").text())
                .doesNotContain("39.98");
    }

    private void publish(Object event) {
        transaction.executeWithoutResult(_ -> events.publishEvent(event));
        outbox.deliverDue();
    }

    private Api program(Person person) {
        return cast.program(Api.at(port), person);
    }

    private List<String> kinds(Person person) {
        return program(person).get("/api/v2/notifications").json().path("items").findValuesAsString("kind");
    }

    private static List<String> subjects(Person person) {
        return Outside.mailTo(person.email()).stream()
                .map(mail -> mail.path("Subject").asString())
                .toList();
    }
}

package dev.fairground.notifications;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.orders.OrderClosed;
import dev.fairground.orders.OrderId;
import dev.fairground.orders.OrderShipped;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.shops.ShopId;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What stands in an inbox reaches devices, and each message is followed to its end. */
@FairgroundTest
@Proves({"fx-push-receipts", "fx-channel-fallback"})
class PushTest {

    private static final String DEVICES = "/api/v1/devices";

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

    private Person buyer = new Person(dev.fairground.identity.MemberId.next(), "", "");
    private String token = "";

    @BeforeEach
    void somebodyWithADevice() {
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        Outside.PUSH.dial("{\"webhookUrl\": \"http://localhost:%d/webhooks/push\"}".formatted(port));
        buyer = cast.member("buyer");
        token = register(buyer);
    }

    @AfterEach
    void mendTheGateway() {
        Outside.PUSH.settle();
        Outside.PUSH.dial(
                "{\"webhookUrl\": \"\", \"dead\": \"\", \"leaves\": \"\", \"fails\": \"\", \"opens\": \"\", \"errorNext\": 0}");
        clock.set(SettableClock.START);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none   | DELIVERED           |",
                "opens  | OPENED              |",
                "fails  | FAILED UNDELIVERABLE |",
                "leaves | FAILED UNREGISTERED | UNREGISTERED",
                "dead   | FAILED UNREGISTERED | UNREGISTERED"
            })
    void each_receipt_leads_to_its_state_and_a_dead_device_is_written_to_no_more(
            String dial, String state, @org.jspecify.annotations.Nullable String retired) {
        if (!dial.equals("none")) Outside.PUSH.dial("{\"%s\": \"%s\"}".formatted(dial, token));
        tell();
        assertThat(pushed(token)).containsExactly(state);
        assertThat(effects(token)).containsExactly(dial.equals("dead") ? "REFUSED" : "DONE");
        assertThat(program(buyer).get(DEVICES).json().at("/0/retiredWhy").asString(""))
                .isEqualTo(retired == null ? "" : retired);

        tell();
        assertThat(pushed(token)).hasSize(retired == null ? 2 : 1);
    }

    @Test
    void one_dead_device_keeps_nothing_from_the_others_and_none_is_told_twice() {
        Outside.PUSH.dial("{\"dead\": \"%s\"}".formatted(token));
        String other = register(buyer);
        Outside.PUSH.dial("{\"errorNext\": 1}");
        tell();
        assertThat(Outside.PUSH.to(other)).as("the gateway was in trouble").isEmpty();

        clock.advance(Duration.ofHours(1));
        Outside.PUSH.dial("{\"webhookUrl\": \"\"}");
        outbox.deliverDue();
        assertThat(pushed(token)).containsExactly("FAILED UNREGISTERED");
        assertThat(Outside.PUSH.to(other)).hasSize(1);
        jdbc.sql(
                        "update outbox.delivery set state = 'pending', finished_at = null where listener = 'notifications.push'")
                .update();
        outbox.deliverDue();
        assertThat(Outside.PUSH.to(other)).as("as after a crash").hasSize(1);
    }

    @Test
    void a_message_that_is_a_day_late_is_left_to_the_inbox() {
        Outside.PUSH.dial("{\"errorNext\": 1}");
        tell();
        clock.advance(Duration.ofHours(25));
        outbox.deliverDue();
        assertThat(Outside.PUSH.to(token)).isEmpty();
    }

    @Test
    void who_wants_neither_gets_the_necessary_by_mail_and_by_push_once_mail_is_dead() {
        assertThat(program(buyer)
                        .put("/api/v1/notification-preferences", Map.of("mail", false, "push", false, "digest", false)))
                .hasStatus(200);
        publish(new OrderShipped(OrderId.next(), buyer.id(), ShopId.next(), "Post", "A1"));
        assertThat(Outside.PUSH.to(token)).isEmpty();
        assertThat(Outside.mailTo(buyer.email())).isEmpty();
        tell();
        assertThat(Outside.PUSH.to(token)).isEmpty();
        assertThat(Outside.mailTo(buyer.email())).hasSize(1);

        jdbc.sql("""
                insert into notifications.suppression (address, member_id, cause, detail, since)
                     values (:address, :member, 'HARD_BOUNCE', 'No such mailbox', now())
                """)
                .param("address", buyer.email())
                .param("member", buyer.id().value())
                .update();
        tell();
        assertThat(Outside.PUSH.to(token))
                .singleElement()
                .satisfies(pushed -> assertThat(pushed.title()).isEqualTo("Your order has ended unpaid"));
        assertThat(Outside.mailTo(buyer.email())).hasSize(1);
        assertThat(program(buyer).get("/api/v1/notification-preferences").at("/mailStopped"))
                .isEqualTo("HARD_BOUNCE");
    }

    @Test
    void a_token_is_one_devices_whoever_registers_it_last_and_a_stranger_removes_nobodys() {
        var stranger = cast.member("stranger");
        var mine = program(buyer).get(DEVICES).json().at("/0/id").asString();
        assertThat(program(stranger).delete(DEVICES + "/" + mine)).refused(404, "no-such-device");
        assertThat(program(stranger).get(DEVICES).json().size()).isZero();

        assertThat(program(buyer).delete(DEVICES + "/" + mine)).hasStatus(204);
        tell();
        assertThat(Outside.PUSH.to(token)).isEmpty();

        assertThat(program(stranger).post(DEVICES, Map.of("platform", "ANDROID", "token", token)))
                .hasStatus(201);
        assertThat(program(buyer).get(DEVICES).json().size()).isZero();
    }

    @Test
    void a_device_needs_a_platform_and_a_token() {
        assertThat(program(buyer).post(DEVICES, Map.of("token", "-1")))
                .refused(400, "invalid-request")
                .naming("platform");
        assertThat(program(buyer).post(DEVICES, Map.of("platform", "WEB", "token", "")))
                .refused(400, "invalid-request")
                .naming("token");
    }

    private String register(Person person) {
        String fresh = Chance.name("token-");
        assertThat(program(person).post(DEVICES, Map.of("platform", "WEB", "token", fresh)))
                .hasStatus(201);
        return fresh;
    }

    /** Of something necessary, each time about another order, with what comes back of it. */
    private void tell() {
        publish(new OrderClosed(OrderId.next(), buyer.id(), ShopId.next(), "It was not paid in time."));
        Outside.PUSH.settle();
        outbox.deliverDue();
    }

    private void publish(Object event) {
        transaction.executeWithoutResult(_ -> events.publishEvent(event));
        outbox.deliverDue();
    }

    private Api program(Person person) {
        return cast.program(Api.at(port), person);
    }

    /** What is on record of them for whoever has to undo a release. */
    private List<String> effects(String to) {
        return jdbc.sql("""
                select effect.state
                  from effects.effect
                       join notifications.delivery on reference = key and kind = 'PUSH'
                       join notifications.device on device.id = delivery.device_id
                 where device.token = :token
                """)
                .param("token", to)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    private List<String> pushed(String to) {
        return jdbc.sql("""
                  select concat_ws(' ', delivery.state, delivery.failure)
                    from notifications.delivery
                         join notifications.device on device.id = delivery.device_id
                   where device.token = :token
                order by delivery.id
                """)
                .param("token", to)
                .query((row, _) -> row.getString(1))
                .list();
    }
}

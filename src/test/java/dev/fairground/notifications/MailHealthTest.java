package dev.fairground.notifications;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.identity.PasswordChanged;
import dev.fairground.orders.OrderId;
import dev.fairground.orders.OrderShipped;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.shops.ShopId;
import dev.fairground.simulators.WebhookSignature;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Mail that comes back is noticed, and the address spared. */
@FairgroundTest
@Proves({"fx-email-deliverability", "fx-channel-fallback"})
class MailHealthTest {

    private static final String PATH = "/webhooks/mail";

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

    @BeforeEach
    void somebodyToWriteTo() {
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        Outside.MAIL.dial("{\"webhookUrl\": \"http://localhost:%d%s\"}".formatted(port, PATH));
        buyer = cast.member("buyer");
    }

    @AfterEach
    void mendTheServer() {
        Outside.MAIL.settle();
        Outside.MAIL.dial(
                "{\"webhookUrl\": \"\", \"bounces\": \"\", \"softBounces\": \"\", \"complains\": \"\", \"opens\": \"\", \"webhookDuplicate\": false, \"webhookBeforeAnswer\": false}");
        clock.set(SettableClock.START);
    }

    @Test
    void a_hard_bounce_stops_all_mail_until_the_member_has_another_address() {
        Outside.MAIL.dial("{\"bounces\": \"%s\"}".formatted(buyer.email()));
        mail();
        assertThat(sent()).containsExactly("FAILED HARD_BOUNCE");
        assertThat(cause()).isEqualTo("HARD_BOUNCE");
        assertThat(inbox().text()).contains("Mail to your address comes back", "Our mail does not reach you");

        mail();
        assertThat(Outside.mailTo(buyer.email())).hasSize(1);
        assertThat(sent()).containsExactly("FAILED SUPPRESSED", "FAILED HARD_BOUNCE");

        String another = Chance.name("another-") + "@fairground.test";
        var program = cast.program(Api.at(port), buyer);
        assertThat(program.post(
                        "/api/v1/me/address-changes", Map.of("email", another, "currentPassword", Cast.PASSWORD)))
                .hasStatus(202);
        outbox.deliverDue();
        String text = Outside.mailTo(another).getFirst().path("Text").asString();
        String token = text.substring(text.indexOf("token=") + 6).split("\\s")[0];
        assertThat(Api.at(port).put("/api/v1/members/address-changes", Map.of("token", token)))
                .hasStatus(204);
        mail();
        assertThat(Outside.mailTo(another)).hasSize(2);
        assertThat(inbox().text()).doesNotContain("Mail to your address comes back");
    }

    @Test
    void the_third_soft_bounce_within_a_week_stops_mail_and_one_that_arrives_begins_the_count_anew() {
        softBounce();
        softBounce();
        arrives();
        softBounce();
        softBounce();
        assertThat(cause()).isEmpty();
        softBounce();
        assertThat(cause()).isEqualTo("SOFT_BOUNCES");
    }

    @Test
    void soft_bounces_far_apart_stop_nothing() {
        for (int week = 0; week < 4; week++) {
            clock.set(SettableClock.START.plus(Duration.ofDays(6L * week)));
            softBounce();
        }
        assertThat(cause()).isEmpty();
    }

    @Test
    void a_complaint_stops_what_is_not_necessary_and_nothing_else() {
        Outside.MAIL.dial("{\"complains\": \"%s\"}".formatted(buyer.email()));
        mail();
        assertThat(sent()).containsExactly("DELIVERED");
        assertThat(cause()).isEqualTo("COMPLAINT");

        publish(new OrderShipped(OrderId.next(), buyer.id(), ShopId.next(), "Post", "A1"));
        assertThat(Outside.mailTo(buyer.email())).as("welcome, not necessary").hasSize(1);
        mail();
        assertThat(Outside.mailTo(buyer.email())).hasSize(2);
        assertThat(inbox().text()).contains("You reported mail of ours");
    }

    @Test
    void a_bounce_after_a_complaint_stops_the_rest_and_a_complaint_after_a_bounce_gives_nothing_back() {
        Outside.MAIL.dial("{\"complains\": \"%s\"}".formatted(buyer.email()));
        mail();
        var reference = reference();
        send("mail.bounced", reference);
        assertThat(cause()).isEqualTo("HARD_BOUNCE");
        send("mail.complained", reference);
        assertThat(cause()).isEqualTo("HARD_BOUNCE");
        assertThat(sent()).as("it did arrive, whatever came later").containsExactly("DELIVERED");
    }

    @Test
    void a_receipt_that_is_faster_than_the_answer_and_comes_twice_changes_nothing_about_the_end() {
        Outside.MAIL.dial("{\"webhookBeforeAnswer\": true, \"webhookDuplicate\": true, \"opens\": \"%s\"}"
                .formatted(buyer.email()));
        mail();
        assertThat(sent()).containsExactly("OPENED");
        assertThat(receiptsOf(reference()))
                .containsExactlyInAnyOrder("mail.delivered PROCESSED", "mail.opened PROCESSED");
    }

    @Test
    void an_opening_heard_of_first_implies_the_arrival_and_older_news_turn_nothing_back() {
        Outside.MAIL.dial("{\"webhookUrl\": \"\"}");
        mail();
        var reference = reference();
        send("mail.opened", reference);
        send("mail.delivered", reference);
        send("mail.soft-bounced", reference);
        assertThat(sent()).containsExactly("OPENED");
    }

    @Test
    void nobody_but_the_service_is_believed_and_it_only_about_what_we_sent() {
        var body = body("mail.bounced", "notification.nobody@localhost");
        assertThat(post(body, WebhookSignature.header(body, clock.instant(), List.of("a stranger's"))))
                .refused(401, "webhook-not-signed");
        assertThat(post(
                        body,
                        WebhookSignature.header(
                                body, clock.instant().minusSeconds(301), List.of(Outside.RECEIPT_SECRETS.getFirst()))))
                .refused(401, "webhook-out-of-time");
        assertThat(post(
                        body,
                        WebhookSignature.header(body, clock.instant(), List.of(Outside.RECEIPT_SECRETS.getLast()))))
                .as("the older secret is live still")
                .hasStatus(200);
        outbox.deliverDue();
        assertThat(receiptsOf("notification.nobody@localhost")).containsExactly("mail.bounced IGNORED");
    }

    @Test
    void support_sees_what_a_member_was_sent_and_may_write_to_the_address_again_and_a_stranger_may_not() {
        Outside.MAIL.dial("{\"bounces\": \"%s\"}".formatted(buyer.email()));
        mail();
        var support = cast.program(Api.at(port), cast.staff("support", "staff:support-read"));
        String path = "/api/v1/members/" + buyer.id();
        var history = support.get(path + "/sent-messages");
        assertThat(history.at("/items/0/subject")).isEqualTo("Your password is changed");
        assertThat(history.at("/items/0/failure")).isEqualTo("HARD_BOUNCE");
        assertThat(history.at("/items/0/reason")).isEqualTo("550 5.1.1 No such mailbox");
        assertThat(support.get(path + "/reach").at("/mailStopped/cause")).isEqualTo("HARD_BOUNCE");

        var stranger = cast.program(Api.at(port), cast.member("stranger"));
        assertThat(stranger.get(path + "/sent-messages")).hasStatus(403);
        assertThat(stranger.delete(path + "/reach/suppression")).hasStatus(403);

        assertThat(support.delete(path + "/reach/suppression")).hasStatus(204);
        assertThat(cause()).isEmpty();
        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'address.trusted' and target = :target")
                        .param("target", "member/" + buyer.id())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(support.get("/api/v1/members/" + Chance.id() + "/sent-messages"))
                .refused(404, "no-such-recipient");
    }

    /** Of something about the account, by mail; with what comes back of it. */
    private void mail() {
        clock.set(clock.instant().plusMillis(1)); // each is of its own moment
        publish(new PasswordChanged(buyer.id(), clock.instant()));
        Outside.MAIL.settle();
        outbox.deliverDue();
    }

    private void softBounce() {
        arrive("mail.soft-bounced");
    }

    private void arrives() {
        arrive("mail.delivered");
    }

    private void arrive(String kind) {
        Outside.MAIL.dial("{\"webhookUrl\": \"\"}");
        mail();
        send(kind, reference());
    }

    /** As the newest mail's Message-ID says. */
    private String reference() {
        return Outside.mailTo(buyer.email()).getFirst().path("MessageID").asString();
    }

    private void send(String kind, String reference) {
        clock.set(clock.instant().plusMillis(1));
        var body = body(kind, reference);
        assertThat(post(body, WebhookSignature.header(body, clock.instant(), Outside.RECEIPT_SECRETS)))
                .hasStatus(200);
        outbox.deliverDue();
    }

    private Api.Answer post(String body, String signature) {
        return Api.at(port).with("Webhook-Signature", signature).send("POST", PATH, body);
    }

    private static String body(String kind, String reference) {
        return """
                {"id": "evt_%s", "type": "%s", "data": {"object": {"id": "<%s>", "reason": "Says the service"}}}
                """.formatted(Chance.id(), kind, reference);
    }

    private void publish(Object event) {
        transaction.executeWithoutResult(_ -> events.publishEvent(event));
        outbox.deliverDue();
    }

    private Api.Answer inbox() {
        return cast.browser(Api.at(port), buyer).get("/inbox");
    }

    /** The newest first. */
    private List<String> sent() {
        return jdbc.sql("""
                  select concat_ws(' ', state, failure)
                    from notifications.delivery
                   where member_id = :member
                order by id desc
                """)
                .param("member", buyer.id().value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> receiptsOf(String reference) {
        return jdbc.sql(
                        "select kind || ' ' || state from notifications.receipt where object_ref = '<' || :reference || '>'")
                .param("reference", reference)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private String cause() {
        return jdbc.sql("select cause from notifications.suppression where address = :address")
                .param("address", buyer.email())
                .query(String.class)
                .optional()
                .orElse("");
    }
}

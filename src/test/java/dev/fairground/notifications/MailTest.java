package dev.fairground.notifications;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.MemberFixture.aMember;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.identity.Member;
import dev.fairground.identity.Members;
import dev.fairground.identity.PasswordChanged;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.platform.outbox.PermanentFailure;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.StaffInvited;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.SettableClock;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.transaction.support.TransactionOperations;

/** Mail as a server of the outside world receives it. */
@FairgroundTest
class MailTest {

    private static final String PASSWORD = "velvet harbour nine kettles";
    private static final Pattern LINK = Pattern.compile("https?://\\S+token=(\\S+)");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    @Autowired
    Members members;

    @Autowired
    Mailer mailer;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    SettableClock clock;

    @BeforeEach
    void nothingElseIsDue() {
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
    }

    @AfterEach
    void mendTheServer() {
        Outside.MAIL.dial("{\"refuseRecipients\": \"\", \"temporaryFailures\": 0}");
    }

    @Test
    void who_signs_up_gets_a_link_that_confirms() {
        Api api = Api.at(port);
        String handle = Chance.name("new-");
        String email = handle + "@fairground.test";
        var applicant = Map.of(
                "email",
                email,
                "handle",
                handle,
                "displayName",
                "New <b>here</b>",
                "password",
                PASSWORD,
                "humanCheck",
                Outside.HUMAN_CHECK.token());
        assertThat(api.post("/api/v1/members", applicant)).hasStatus(202);
        outbox.deliverDue();

        var mails = Outside.mailTo(email);
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().path("Text").asString()).contains("New <b>here</b>");
        assertThat(mails.getFirst().path("HTML").asString())
                .contains("New &lt;b&gt;here&lt;/b&gt;")
                .doesNotContain("<b>here");
        assertThat(api.post(
                        "/api/v1/members/confirmations",
                        Map.of("token", token(mails.getFirst().path("Text").asString()))))
                .hasStatus(204);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/password-resets, /reset?token=", "/api/v1/sign-in-links, /sign-in?token="})
    void who_asks_for_a_link_gets_it(String route, String page) {
        var buyer = aMember().named("buyer").in(jdbc);
        assertThat(Api.at(port).post(route, Map.of("email", buyer.email()))).hasStatus(202);
        outbox.deliverDue();
        assertThat(Outside.mailTo(buyer.email()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.path("Text").asString()).contains(page));
    }

    @Test
    void a_mail_is_sent_once_and_one_whose_sender_died_too_early_to_know_is_known_by_its_id() {
        var buyer = aMember().named("buyer").in(jdbc);
        var changed = new PasswordChanged(buyer.id(), clock.instant());
        publish(changed);
        publish(changed);
        assertThat(Outside.mailTo(buyer.email())).hasSize(1);

        jdbc.sql("update notifications.delivery set state = 'QUEUED', accepted_at = null where member_id = :member")
                .param("member", buyer.id().value())
                .update();
        publish(changed);
        assertThat(Outside.mailTo(buyer.email())).hasSize(2);
        assertThat(Outside.mailTo(buyer.email()).stream()
                        .map(mail -> mail.path("MessageID").asString())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void a_name_with_markup_and_line_breaks_stays_a_name() {
        var invited = aMember().named("staff").in(jdbc);
        publish(new StaffInvited(
                ShopId.next(),
                "<script>alert(1)</script>\r\nBcc: stranger@fairground.test",
                invited.id(),
                "PACKER",
                clock.instant()));
        var mail = Outside.mailTo(invited.email()).getFirst();
        assertThat(mail.path("Subject").asString())
                .isEqualTo("<script>alert(1)</script> Bcc: stranger@fairground.test invites you to its team");
        assertThat(mail.path("HTML").asString()).doesNotContain("<script");
        assertThat(mail.path("To").size()).isEqualTo(1);
        assertThat(Outside.mailTo("stranger@fairground.test")).isEmpty();
    }

    @Test
    void an_address_refused_for_good_is_given_up_at_once() {
        var buyer = aMember().named("buyer").in(jdbc);
        Outside.MAIL.dial("{\"refuseRecipients\": \"" + buyer.email() + "\"}");
        publish(new PasswordChanged(buyer.id(), clock.instant()));
        assertThat(states()).containsExactly("dead");
    }

    @Test
    void a_server_that_cannot_just_now_is_asked_again() {
        var buyer = aMember().named("buyer").in(jdbc);
        Outside.MAIL.dial("{\"temporaryFailures\": 1}");
        publish(new PasswordChanged(buyer.id(), clock.instant()));
        assertThat(states()).containsExactly("retry");

        clock.advance(java.time.Duration.ofHours(1));
        outbox.deliverDue();
        assertThat(Outside.mailTo(buyer.email())).hasSize(1);
    }

    @Test
    void text_that_is_no_address_is_given_up_and_a_server_in_trouble_is_not() {
        assertThatThrownBy(() -> mailer.send(letter("no address\r\nRCPT TO: <a@b>")))
                .isInstanceOf(PermanentFailure.class);
        Outside.MAIL.dial("{\"temporaryFailures\": 1}");
        assertThatThrownBy(() -> mailer.send(letter("buyer@fairground.test"))).isInstanceOf(MailException.class);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/password-resets, PT1H1S", "/api/v1/sign-in-links, PT15M1S"})
    void a_link_that_has_died_is_not_mailed(String route, java.time.Duration later) {
        var buyer = aMember().named("buyer").in(jdbc);
        Outside.MAIL.dial("{\"temporaryFailures\": 1}");
        assertThat(Api.at(port).post(route, Map.of("email", buyer.email()))).hasStatus(202);
        outbox.deliverDue();
        clock.advance(later);
        outbox.deliverDue();
        assertThat(Outside.mailTo(buyer.email())).isEmpty();
        assertThat(states()).containsExactly("discarded");
    }

    @Test
    void nothing_is_mailed_inside_a_transaction() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> mailer.send(letter("buyer@fairground.test"))))
                .isInstanceOf(IllegalStateException.class);
    }

    private Letter letter(String address) {
        var member = new Member(aMember().in(jdbc).id(), "buyer", "Buyer", address, false, false);
        return new Letter(
                "test." + member.id(), member, "Subject", "Body", "Here", URI.create("http://localhost/inbox"));
    }

    private void publish(Object event) {
        transaction.executeWithoutResult(_ -> events.publishEvent(event));
        outbox.deliverDue();
    }

    private List<String> states() {
        return jdbc.sql("select state from outbox.delivery")
                .query((row, _) -> row.getString("state"))
                .list();
    }

    private static String token(String text) {
        var link = LINK.matcher(text);
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}

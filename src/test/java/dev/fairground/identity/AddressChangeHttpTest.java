package dev.fairground.identity;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.platform.outbox.Outbox;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Another address is a member's once somebody who reads mail there says so, and not before. */
@FairgroundTest
class AddressChangeHttpTest {

    private static final String ASK = "/api/v1/me/address-changes";
    private static final String MOVE = "/api/v1/members/address-changes";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    private Person buyer = new Person(MemberId.next(), "", "");
    private String wanted = "";

    @BeforeEach
    void somebodyWhoMoves() {
        clock.set(SettableClock.START);
        jdbc.sql("delete from outbox.delivery").update();
        buyer = cast.member("buyer");
        wanted = Chance.name("wanted-") + "@fairground.test";
    }

    @AfterEach
    void noonAgain() {
        clock.set(SettableClock.START);
    }

    @Test
    void the_link_mailed_to_the_new_address_makes_it_theirs_once_and_the_former_one_is_told() {
        assertThat(ask(buyer, wanted, Cast.PASSWORD)).hasStatus(202);
        outbox.deliverDue();
        assertThat(address(buyer)).as("nothing has changed yet").isEqualTo(buyer.email());
        assertThat(Outside.mailTo(buyer.email())).isEmpty();

        String token = mailed();
        String reset = members.passwordResetToken(buyer.id(), clock.instant());
        assertThat(move(token)).hasStatus(204);
        outbox.deliverDue();
        assertThat(address(buyer)).isEqualTo(wanted);
        assertThat(Outside.mailTo(buyer.email()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.path("Subject").asString()).isEqualTo("Your address is changed"));
        assertThat(members.passwordResetToken(buyer.id(), clock.instant()))
                .as("what was mailed to the former address is void")
                .isNotEqualTo(reset);
        assertThat(move(token)).refused(400, "link-void");
    }

    @Test
    void who_does_not_know_the_password_changes_nothing_and_neither_does_a_stranger() {
        assertThat(ask(buyer, wanted, "velvet harbour ten kettles")).refused(400, "wrong-password");
        assertThat(ask(buyer, "no address", Cast.PASSWORD)).refused(400, "email-invalid");
        assertThat(Api.at(port).post(ASK, Map.of("email", wanted, "currentPassword", Cast.PASSWORD)))
                .hasStatus(401);
        outbox.deliverDue();
        assertThat(Outside.mailTo(wanted)).isEmpty();
    }

    @Test
    void asking_again_and_a_day_void_the_link() {
        ask(buyer, wanted, Cast.PASSWORD);
        outbox.deliverDue();
        String first = mailed();
        clock.advance(Duration.ofSeconds(1));
        wanted = Chance.name("wanted-") + "@fairground.test";
        ask(buyer, wanted, Cast.PASSWORD);
        outbox.deliverDue();
        assertThat(move(first)).refused(400, "link-void");

        clock.advance(Duration.ofDays(1).plusSeconds(1));
        assertThat(move(mailed())).refused(400, "link-void");
        assertThat(address(buyer)).isEqualTo(buyer.email());
    }

    @Test
    void nobody_gets_or_learns_of_an_address_that_another_member_has() {
        wanted = cast.member("stranger").email();
        assertThat(ask(buyer, wanted, Cast.PASSWORD)).hasStatus(202);
        outbox.deliverDue();
        assertThat(move(mailed())).refused(400, "link-void");
        assertThat(address(buyer)).isEqualTo(buyer.email());
    }

    @Test
    void the_pages_do_the_same() {
        var browser = cast.browser(Api.at(port), buyer);
        assertThat(browser.get("/account/address").text()).contains("Mail me the link");
        assertThat(Api.at(port)
                        .with("Accept", "text/html")
                        .get("/new-address?token=x")
                        .text())
                .contains("one click is left");
    }

    private Api.Answer ask(Person person, String email, String password) {
        return cast.program(Api.at(port), person).post(ASK, Map.of("email", email, "currentPassword", password));
    }

    private Api.Answer move(String token) {
        return Api.at(port).put(MOVE, Map.of("token", token));
    }

    private String address(Person person) {
        return cast.program(Api.at(port), person).get("/api/v1/me").at("/email");
    }

    private String mailed() {
        String text = Outside.mailTo(wanted).getFirst().path("Text").asString();
        return text.substring(text.indexOf("token=") + 6).split("\\s")[0];
    }
}

package dev.fairground.identity;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.access.Cast.Person;
import dev.fairground.testing.Api;
import dev.fairground.testing.Browser;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The own account, and what staff may do to another's. */
@FairgroundTest
class MeHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    Api stranger = Api.at(0);

    @BeforeEach
    void connect() {
        stranger = Api.at(port);
        clock.set(SettableClock.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void a_member_reads_and_renames_themselves(String version) {
        Person buyer = cast.member("buyer");
        Api program = cast.program(stranger, buyer);
        var me = program.get("/api/" + version + "/me");
        assertThat(me).hasStatus(200);
        assertThat(me.at("/id")).isEqualTo(buyer.id().toString());
        assertThat(me.at("/email")).isEqualTo(buyer.email());
        var renamed = program.patch("/api/" + version + "/me", Map.of("displayName", "  Another Name "));
        assertThat(renamed).hasStatus(200);
        assertThat(renamed.at("/displayName")).isEqualTo("Another Name");
    }

    @Test
    void a_stranger_has_no_account() {
        assertThat(stranger.get("/api/v1/me")).refused(401, "not-signed-in");
        assertThat(stranger.patch("/api/v1/me", Map.of("displayName", "x"))).refused(401, "not-signed-in");
        assertThat(stranger.post("/api/v1/me/second-factor", Map.of())).refused(401, "not-signed-in");
    }

    @Test
    void what_of_the_account_cannot_be_changed_is_named() {
        Api program = cast.program(stranger, cast.member("buyer"));
        for (String field : new String[] {"handle", "email", "id", "suspended"}) {
            assertThat(program.patch("/api/v1/me", Map.of("displayName", "Name", field, "x")))
                    .refused(400, "invalid-request")
                    .naming(field);
        }
        assertThat(program.patch("/api/v1/me", Map.of()))
                .refused(400, "invalid-request")
                .naming("displayName");
        assertThat(program.patch("/api/v1/me", Map.of("displayName", "two\nlines")))
                .refused(400, "display-name-invalid")
                .naming("displayName");
    }

    @Test
    void a_second_factor_is_in_force_once_it_has_shown_a_right_code() {
        Person buyer = cast.member("buyer");
        Api program = cast.program(stranger, buyer);
        assertThat(program.put("/api/v1/me/second-factor/confirmation", Map.of("code", "123456")))
                .refused(409, "second-factor-not-begun");

        String first = program.post("/api/v1/me/second-factor", Map.of()).at("/secret");
        var begun = program.post("/api/v1/me/second-factor", Map.of());
        assertThat(begun).hasStatus(201);
        assertThat(begun.at("/secret")).isNotEqualTo(first);
        assertThat(begun.at("/uri")).startsWith("otpauth://totp/Fairground:" + buyer.handle());
        assertThat(program.put("/api/v1/me/second-factor/confirmation", Map.of("code", "000000")))
                .refused(400, "code-mismatch")
                .naming("code");
        assertThat(members.authenticate(buyer.email(), Cast.PASSWORD, null).secondFactor())
                .isFalse();

        assertThat(program.put("/api/v1/me/second-factor/confirmation", Map.of("code", code(buyer))))
                .hasStatus(204);
        assertThat(program.get("/api/v1/me").json().at("/secondFactor").asBoolean())
                .isTrue();
        assertThat(program.post("/api/v1/me/second-factor", Map.of())).refused(409, "second-factor-enrolled");
        assertThat(jdbc.sql("select action from audit.entry where target = :target")
                        .param("target", "member/" + buyer.id())
                        .query(String.class)
                        .list())
                .contains("second-factor.enrolled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void staff_suspend_a_member_and_let_them_in_again(String version) {
        Person seller = cast.member("seller");
        Api support = cast.program(stranger, cast.staff("support", "staff:suspend"));
        Api theirs = cast.program(stranger, seller);
        var browser = Browser.at(port);
        browser.submit("/log-in", "/log-in", Map.of("email", seller.email(), "password", Cast.PASSWORD));
        assertThat(browser.open("/account")).hasStatus(200);
        String suspension = "/api/" + version + "/members/" + seller.id() + "/suspension";

        assertThat(support.put(suspension, Map.of("reason", "Sold what was not theirs")))
                .hasStatus(204);
        assertThat(theirs.get("/api/v1/me")).refused(403, "account-suspended");
        assertThat(browser.open("/account").status()).isEqualTo(303); // as a stranger: the session is gone
        assertThat(support.put(suspension, Map.of("reason", "Again"))).refused(409, "already-suspended");

        assertThat(support.delete(suspension)).hasStatus(204);
        assertThat(theirs.get("/api/v1/me")).hasStatus(200);
        assertThat(support.delete(suspension)).refused(409, "not-suspended");
        assertThat(jdbc.sql("select action from audit.entry where target = :target order by id")
                        .param("target", "member/" + seller.id())
                        .query(String.class)
                        .list())
                .contains("member.suspended", "member.reinstated");
    }

    @Test
    void nobody_else_suspends_and_nobody_themselves() {
        Person seller = cast.member("seller");
        String suspension = "/api/v1/members/" + seller.id() + "/suspension";
        var why = Map.of("reason", "Because");
        assertThat(stranger.put(suspension, why)).refused(401, "not-signed-in");
        assertThat(cast.program(stranger, cast.member("buyer")).put(suspension, why))
                .refused(403, "right-missing");

        Person staff = cast.staff("support", "staff:suspend");
        Api support = cast.program(stranger, staff);
        assertThat(support.put("/api/v1/members/" + staff.id() + "/suspension", why))
                .refused(403, "suspension-of-oneself");
        assertThat(support.put("/api/v1/members/" + MemberId.next() + "/suspension", why))
                .refused(404, "no-such-member");
        assertThat(support.put("/api/v1/members/not-an-id/suspension", why))
                .refused(400, "invalid-request")
                .naming("id");
        assertThat(support.put(suspension, Map.of()))
                .refused(400, "invalid-request")
                .naming("reason");
        for (String reason : new String[] {" ", "x".repeat(501)}) {
            assertThat(support.put(suspension, Map.of("reason", reason)))
                    .refused(400, "suspension-reason-invalid")
                    .naming("reason");
        }
    }

    private String code(Person person) {
        byte[] secret = jdbc.sql("select secret from identity.second_factor where member = :id")
                .param("id", person.id().value())
                .query(byte[].class)
                .single();
        return Totp.code(secret, Totp.step(clock.instant()), Totp.DIGITS);
    }
}

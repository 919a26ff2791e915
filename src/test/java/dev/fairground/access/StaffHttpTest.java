package dev.fairground.access;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast.Person;
import dev.fairground.identity.MemberId;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@FairgroundTest
class StaffHttpTest {

    private static final Map<String, Integer> A_MONTH = Map.of("expiresInDays", 30);

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    Api stranger = Api.at(0);
    Instant before = Instant.EPOCH;

    @BeforeEach
    void connect() {
        stranger = Api.at(port);
        before = clock.instant();
    }

    @AfterEach
    void putTheClockBack() {
        clock.set(before);
    }

    @Test
    void a_capability_is_given_for_a_time_and_opens_its_door_until_then() {
        Person admin = cast.staff("admin", "staff:grants");
        Person support = cast.withSecondFactor(cast.member("support"));
        Api desk = cast.browser(stranger, support);
        assertThat(desk.get("/staff")).hasStatus(403);

        var given = cast.program(stranger, admin).put(capability(support, "staff:support-read"), A_MONTH);
        assertThat(given).hasStatus(200);
        assertThat(given.at("/expiresAt"))
                .isEqualTo(before.plus(Duration.ofDays(30)).toString());
        assertThat(desk.get("/staff").text()).contains("staff:support-read").doesNotContain("staff:refund");

        clock.advance(Duration.ofHours(11));
        assertThat(desk.get("/staff")).hasStatus(200);
        clock.set(before.plus(Duration.ofDays(30)));
        assertThat(cast.browser(stranger, support).get("/staff")).hasStatus(403);
    }

    @Test
    void a_capability_taken_away_is_gone_with_the_next_request() {
        Person admin = cast.staff("admin", "staff:grants");
        Person support = cast.staff("support", "staff:support-read");
        Api desk = cast.browser(stranger, support);
        Api program = cast.program(stranger, admin);
        assertThat(desk.get("/staff")).hasStatus(200);
        assertThat(program.delete(capability(support, "staff:support-read"))).hasStatus(204);
        assertThat(desk.get("/staff")).hasStatus(403);
        assertThat(program.delete(capability(support, "staff:support-read"))).refused(404, "no-such-capability");
    }

    @Test
    void nobody_grants_to_themselves() {
        Person admin = cast.staff("admin", "staff:grants");
        assertThat(cast.program(stranger, admin).put(capability(admin, "staff:refund"), A_MONTH))
                .refused(403, "own-grant");
        assertThat(held(admin)).containsExactly("staff:grants");
    }

    @Test
    void who_may_not_grant_changes_nothing() {
        Person support = cast.staff("support", "staff:support-read");
        Person buyer = cast.member("buyer");
        String path = capability(buyer, "staff:refund");
        assertThat(stranger.put(path, A_MONTH)).refused(401, "not-signed-in");
        assertThat(cast.program(stranger, cast.member("stranger")).put(path, A_MONTH))
                .refused(403, "right-missing");
        assertThat(cast.program(stranger, support).put(path, A_MONTH)).refused(403, "right-missing");
        assertThat(stranger.bearer(cast.token(cast.staff("admin", "staff:grants"), "staff:read"))
                        .put(path, A_MONTH))
                .refused(403, "scope-missing");
        assertThat(held(buyer)).isEmpty();
    }

    @Test
    void what_does_not_exist_cannot_be_granted() {
        Api admin = cast.program(stranger, cast.staff("admin", "staff:grants"));
        Person buyer = cast.member("buyer");
        assertThat(admin.put(capability(buyer, "staff:everything"), A_MONTH)).refused(404, "no-such-capability");
        assertThat(admin.put("/api/v1/members/" + MemberId.next() + "/capabilities/staff:refund", A_MONTH))
                .refused(404, "no-such-grantee");
        assertThat(admin.put(capability(buyer, "staff:refund"), Map.of("expiresInDays", 366)))
                .refused(400, "invalid-request")
                .naming("expiresInDays");
        assertThat(admin.put(capability(buyer, "staff:refund"), Map.of()))
                .refused(400, "invalid-request")
                .naming("expiresInDays");
    }

    @Test
    void granting_is_audited_and_use_is_noted_for_the_review() {
        Person admin = cast.staff("admin", "staff:grants");
        Person support = cast.member("support");
        Api program = cast.program(stranger, admin);
        program.put(capability(support, "staff:refund"), A_MONTH);
        program.delete(capability(support, "staff:refund"));
        assertThat(jdbc.sql("select action || ' ' || actor from audit.entry where target = :target order by id")
                        .param("target", "member/" + support.id())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "capability.granted member/" + admin.id(), "capability.withdrawn member/" + admin.id());
        assertThat(jdbc.sql("select last_used_at is not null from access.capability_grant where member = :member")
                        .param("member", admin.id().value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private List<@Nullable String> held(Person person) {
        return jdbc.sql("select capability from access.capability_grant where member = :member")
                .param("member", person.id().value())
                .query(String.class)
                .list();
    }

    private static String capability(Person person, String capability) {
        return "/api/v1/members/" + person.id() + "/capabilities/" + capability;
    }
}

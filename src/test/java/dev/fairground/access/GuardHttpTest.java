package dev.fairground.access;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast.Person;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@FairgroundTest
@Import({GuardHttpTest.Doors.class, GuardHttpTest.Keys.class})
class GuardHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Keys keys;

    @Autowired
    JdbcClient jdbc;

    Api stranger = Api.at(0);

    @BeforeEach
    void connect() {
        stranger = Api.at(port);
    }

    @Test
    void anyone_may_come_in_and_is_known_if_signed_in() {
        Person buyer = cast.member("buyer");
        assertThat(stranger.get("/api/v1/doors/anyone").text()).isEqualTo("nobody");
        assertThat(cast.program(stranger, buyer).get("/api/v1/doors/anyone").text())
                .isEqualTo(buyer.handle());
    }

    @Test
    void a_stranger_is_told_to_sign_in() {
        for (String door : List.of("member", "team", "staff")) {
            var answer = stranger.get("/api/v1/doors/" + door);
            assertThat(answer).refused(401, "not-signed-in");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void a_person_is_led_to_the_log_in_page_and_from_there_back() {
        var answer = stranger.with("Accept", "text/html").get("/doors/page?x=1&y=%2F");
        assertThat(answer).hasStatus(303);
        assertThat(answer.header("Location")).isEqualTo("/log-in?then=%2Fdoors%2Fpage%3Fx%3D1%26y%3D%252F");
    }

    @Test
    void a_member_comes_in_by_session_and_by_token() {
        Person buyer = cast.member("buyer");
        assertThat(cast.browser(stranger, buyer).get("/doors/page").text()).isEqualTo(buyer.handle());
        assertThat(cast.program(stranger, buyer).get("/api/v2/doors/member").text())
                .isEqualTo(buyer.handle());
    }

    @Test
    void a_session_opens_nothing_in_the_api() {
        assertThat(cast.browser(stranger, cast.member("buyer")).get("/api/v1/doors/member"))
                .refused(401, "not-signed-in");
    }

    @Test
    void a_right_on_one_thing_opens_the_teams_door_and_names_that_thing() {
        Person seller = cast.member("seller");
        Person other = cast.member("buyer");
        UUID shop = Chance.id();
        keys.give(seller, new Grant("door:key", shop));
        assertThat(cast.program(stranger, seller).get("/api/v1/doors/team").text())
                .isEqualTo("[" + shop + "]");
        assertThat(cast.program(stranger, other).get("/api/v1/doors/team")).refused(403, "right-missing");
    }

    @Test
    void a_right_taken_away_is_gone_with_the_next_request() {
        Person seller = cast.member("seller");
        Api program = cast.program(stranger, seller);
        keys.give(seller, new Grant("door:key", Chance.id()));
        assertThat(program.get("/api/v1/doors/team")).hasStatus(200);
        keys.take(seller);
        assertThat(program.get("/api/v1/doors/team")).refused(403, "right-missing");
    }

    @Test
    void staff_need_the_capability_and_a_second_factor() {
        Person support = cast.staff("support", "staff:support-read");
        Person careless = cast.member("careless");
        Person buyer = cast.member("buyer");
        keys.give(careless, new Grant("staff:support-read", null));
        assertThat(cast.program(stranger, support).get("/api/v1/doors/staff")).hasStatus(200);
        assertThat(cast.program(stranger, careless).get("/api/v1/doors/staff")).refused(403, "second-factor-needed");
        assertThat(cast.program(stranger, buyer).get("/api/v1/doors/staff")).refused(403, "right-missing");
    }

    @Test
    void a_token_opens_only_what_its_scopes_name() {
        Person buyer = cast.member("buyer");
        var answer = stranger.bearer(cast.token(buyer, "orders:read")).get("/api/v1/doors/scoped");
        assertThat(answer).refused(403, "scope-missing");
        assertThat(answer.at("/detail")).contains("listings:write");
        assertThat(stranger.bearer(cast.token(buyer, "listings:write")).get("/api/v1/doors/scoped"))
                .hasStatus(200);
    }

    @Test
    void a_suspended_member_is_refused_with_the_next_request_and_a_stranger_where_anyone_may_look() {
        Person member = cast.member("suspended");
        Api program = cast.program(stranger, member);
        Api browser = cast.browser(stranger, member);
        assertThat(program.get("/api/v1/doors/member")).hasStatus(200);
        cast.suspended(member);
        assertThat(program.get("/api/v1/doors/member")).refused(403, "account-suspended");
        assertThat(browser.with("Accept", "application/json").get("/doors/page"))
                .refused(403, "account-suspended");
        assertThat(program.get("/api/v1/doors/anyone").text()).isEqualTo("nobody");
    }

    @Test
    void the_guard_speaks_before_the_body_is_read() {
        assertThat(stranger.post("/api/v1/doors/body", "{not json")).refused(401, "not-signed-in");
    }

    /** The budget of every authenticated request, before its handler does anything; each further source of grants adds one. */
    @Test
    void knowing_the_caller_costs_three_statements_by_token_and_two_by_session() {
        jdbc.sql("create extension if not exists pg_stat_statements").update();
        Person buyer = cast.member("buyer");
        Api program = cast.program(stranger, buyer);
        Api browser = cast.browser(stranger, buyer);
        program.get("/api/v1/doors/member"); // the minute's one note of use
        assertThat(statements(() -> program.get("/api/v1/doors/member"))).isEqualTo(3);
        assertThat(statements(() -> browser.get("/doors/page"))).isEqualTo(2);
        assertThat(statements(() -> program.get("/api/v1/doors/anyone"))).isEqualTo(3);
        assertThat(statements(() -> stranger.get("/api/v1/doors/anyone"))).isZero();
    }

    private long statements(Runnable request) {
        jdbc.sql("select pg_stat_statements_reset() is not null")
                .query(Boolean.class)
                .single();
        request.run();
        return jdbc.sql("""
                select coalesce(sum(calls), 0)
                  from pg_stat_statements
                 where dbid = (select oid from pg_database where datname = current_database())
                   and query ~ '(access|identity)[.]'
                """).query(Long.class).single();
    }

    /** One door of each kind. */
    @RestController
    static class Doors {

        @GetMapping(path = "/api/{version}/doors/anyone", version = "1+")
        @Access(Who.ANYONE)
        String anyone(Optional<Caller> caller) {
            return caller.map(Caller::handle).orElse("nobody");
        }

        @GetMapping(path = "/api/{version}/doors/member", version = "1+")
        @Access(Who.MEMBER)
        String member(Caller caller) {
            return caller.handle();
        }

        @GetMapping("/doors/page")
        @Access(Who.MEMBER)
        String page(Caller caller) {
            return caller.handle();
        }

        @GetMapping(path = "/api/{version}/doors/team", version = "1+")
        @Access(value = Who.TEAM, needs = "door:key")
        String team(Caller caller) {
            return List.of(caller.where("door:key")).toString();
        }

        @GetMapping(path = "/api/{version}/doors/staff", version = "1+")
        @Access(value = Who.STAFF, needs = "staff:support-read")
        String staff(Caller caller) {
            return caller.handle();
        }

        @GetMapping(path = "/api/{version}/doors/scoped", version = "1+")
        @Access(value = Who.MEMBER, scope = "listings:write")
        String scoped() {
            return "in";
        }

        @PostMapping(path = "/api/{version}/doors/body", version = "1+")
        @Access(Who.MEMBER)
        String body(@org.springframework.web.bind.annotation.RequestBody Map<String, String> body) {
            return "in";
        }
    }

    /** A second source of grants, as shops is one. */
    static class Keys implements GrantSource {

        private final Map<MemberId, Grant> held = new ConcurrentHashMap<>();

        void give(Person person, Grant grant) {
            held.put(person.id(), grant);
        }

        void take(Person person) {
            held.remove(person.id());
        }

        @Override
        public Set<String> rights() {
            return Set.of("door:key");
        }

        @Override
        public List<Grant> grantsOf(MemberId member) {
            return held.containsKey(member) ? List.of(held.get(member)) : List.of();
        }
    }
}

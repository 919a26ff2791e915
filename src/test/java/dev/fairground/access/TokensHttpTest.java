package dev.fairground.access;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast.Person;
import dev.fairground.identity.Members;
import dev.fairground.identity.PasswordChanged;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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

@FairgroundTest
class TokensHttpTest {

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

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
    void address_and_password_give_a_token_that_is_shown_once_and_kept_as_a_hash() {
        Person buyer = cast.member("buyer");
        var answer = stranger.post("/api/v1/tokens", wish(buyer, Map.of("name", "laptop")));
        assertThat(answer).hasStatus(201);
        String text = answer.at("/token");
        assertThat(text).matches("fg_[A-Za-z0-9_-]{65}");
        assertThat(answer.at("/expiresAt"))
                .isEqualTo(before.plus(Duration.ofDays(30)).toString());

        var own = stranger.bearer(text).get("/api/v1/tokens");
        assertThat(own.at("/items/0/id")).isEqualTo(answer.at("/id"));
        assertThat(own.at("/items/0/name")).isEqualTo("laptop");
        assertThat(own.text()).doesNotContain(text);
        String row = jdbc.sql("select t::text from access.api_token t where id = :id::uuid")
                .param("id", answer.at("/id"))
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(text.substring(25));
    }

    @Test
    void a_sign_in_link_gives_a_token_once() {
        Person buyer = cast.member("buyer");
        String link = members.signInToken(buyer.id(), clock.instant());
        var wish = Map.of("signInToken", link, "scopes", List.of("profile:read"));
        var answer = stranger.post("/api/v2/tokens", wish);
        assertThat(answer).hasStatus(201);
        assertThat(stranger.bearer(answer.at("/token")).get("/api/v2/tokens")).hasStatus(200);
        assertThat(stranger.post("/api/v2/tokens", wish)).refused(400, "link-void");
    }

    @Test
    void a_suspended_member_gets_no_token() {
        Person member = cast.suspended(cast.member("suspended"));
        assertThat(stranger.post("/api/v1/tokens", wish(member, Map.of()))).refused(403, "account-suspended");
        assertThat(jdbc.sql("select count(*) from access.api_token where member = :member")
                        .param("member", member.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_wrong_password_and_an_unknown_address_get_the_same_answer() {
        Person buyer = cast.member("buyer");
        var wrong = stranger.post("/api/v1/tokens", wish(buyer, Map.of("password", "not-the-password-at-all")));
        var unknown = stranger.post("/api/v1/tokens", wish(buyer, Map.of("email", "nobody@fairground.test")));
        assertThat(wrong).refused(401, "bad-credentials");
        assertThat(unknown).refused(401, "bad-credentials");
        assertThat(unknown.at("/detail")).isEqualTo(wrong.at("/detail"));
    }

    @Test
    void what_is_asked_wrong_is_named() {
        Person buyer = cast.member("buyer");
        assertThat(stranger.post("/api/v1/tokens", wish(buyer, Map.of("scopes", List.of("everything")))))
                .refused(400, "invalid-request")
                .naming("scopes[0]");
        assertThat(stranger.post("/api/v1/tokens", wish(buyer, Map.of("expiresInDays", 91))))
                .refused(400, "invalid-request")
                .naming("expiresInDays");
        assertThat(stranger.post("/api/v1/tokens", wish(buyer, Map.of("signInToken", "x"))))
                .refused(400, "credentials-missing")
                .naming("email");
    }

    @Test
    void malformed_unknown_ended_and_expired_tokens_get_one_answer() {
        Person buyer = cast.member("buyer");
        String expired = cast.token(buyer, "profile:read");
        String ended = cast.token(buyer, "profile:read");
        assertThat(stranger.bearer(ended).delete("/api/v1/tokens/" + idOf(ended)))
                .hasStatus(204);
        assertRefused(stranger.bearer(ended));
        assertRefused(stranger.bearer("nonsense"));
        assertRefused(stranger.bearer(TokenText.make(Chance.id()).value()));
        assertRefused(stranger.bearer(expired.substring(0, 25) + "A".repeat(43)));
        assertRefused(stranger.with("Authorization", "Basic YTpi"));
        assertThat(stranger.bearer(expired).get("/api/v1/tokens")).hasStatus(200);
        clock.advance(Duration.ofDays(30));
        assertRefused(stranger.bearer(expired));
    }

    @Test
    void a_stranger_neither_sees_nor_ends_the_tokens_of_others() {
        Person owner = cast.member("owner");
        String theirs = cast.token(owner, "profile:read");
        Api other = cast.program(stranger, cast.member("stranger"));
        assertThat(other.get("/api/v1/tokens").text())
                .doesNotContain(idOf(theirs).toString());
        assertThat(other.delete("/api/v1/tokens/" + idOf(theirs))).refused(404, "no-such-token");
        assertThat(other.delete("/api/v1/tokens/0198c7a2-0000-7000-8000-000000000000"))
                .refused(404, "no-such-token");
        assertThat(other.delete("/api/v1/tokens/not-an-id"))
                .refused(400, "invalid-request")
                .naming("id");
        assertThat(stranger.bearer(theirs).get("/api/v1/tokens")).hasStatus(200);
    }

    @Test
    void the_time_of_use_is_kept_to_the_minute() {
        String text = cast.token(cast.member("buyer"), "profile:read");
        stranger.bearer(text).get("/api/v1/tokens");
        clock.advance(Duration.ofSeconds(59));
        assertThat(stranger.bearer(text).get("/api/v1/tokens").at("/items/0/lastUsedAt"))
                .isEqualTo(before.toString());
        clock.advance(Duration.ofSeconds(1));
        assertThat(stranger.bearer(text).get("/api/v1/tokens").at("/items/0/lastUsedAt"))
                .isEqualTo(before.plus(Duration.ofMinutes(1)).toString());
    }

    @Test
    void another_password_ends_all_tokens() {
        Person buyer = cast.member("buyer");
        String text = cast.token(buyer, "profile:read");
        transaction.executeWithoutResult(_ -> events.publishEvent(new PasswordChanged(buyer.id(), clock.instant())));
        assertRefused(stranger.bearer(text));
    }

    @Test
    void making_and_ending_tokens_is_audited() {
        String text = cast.token(cast.member("buyer"), "profile:read");
        stranger.bearer(text).delete("/api/v1/tokens/" + idOf(text));
        assertThat(jdbc.sql("select action from audit.entry where target = :target order by id")
                        .param("target", "token/" + idOf(text))
                        .query(String.class)
                        .list())
                .containsExactly("token.issued", "token.ended");
    }

    private static java.util.UUID idOf(String text) {
        return new TokenText(text).id().orElseThrow();
    }

    private static void assertRefused(Api bearer) {
        var answer = bearer.get("/api/v1/tokens");
        assertThat(answer).refused(401, "bad-token");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(answer.at("/detail")).isEqualTo(AccessRefused.BAD_TOKEN.sentence());
    }

    private static Map<String, Object> wish(Person person, Map<String, ?> changes) {
        var wish = new HashMap<String, Object>(
                Map.of("email", person.email(), "password", Cast.PASSWORD, "scopes", List.of("profile:read")));
        wish.putAll(changes);
        return wish;
    }
}

package dev.fairground.identity;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.MemberFixture.aMember;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@FairgroundTest
class SignUpHttpTest {

    private static final String PASSWORD = "velvet harbour nine kettles";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Members members;

    @Autowired
    MemberViews views;

    @Autowired
    SettableClock clock;

    Api api = Api.at(0);

    @BeforeEach
    void connect() {
        api = Api.at(port);
        clock.set(SettableClock.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void who_signs_up_and_confirms_can_sign_in(String version) {
        var applicant = applicant();
        assertThat(api.post("/api/" + version + "/members", applicant)).hasStatus(202);
        assertSignInRefused(applicant, "bad-credentials");

        String token = members.confirmationToken(idOf(applicant), clock.instant());
        assertThat(api.post("/api/" + version + "/members/confirmations", Map.of("token", token)))
                .hasStatus(204);
        assertThat(members.authenticate(applicant.getOrDefault("email", ""), PASSWORD, null)
                        .handle())
                .isEqualTo(applicant.get("handle"));
    }

    @Test
    void a_known_address_gets_the_answer_of_an_unknown_one() {
        var known = aMember().named("known").in(jdbc);
        var stranger = applicant();
        var again = applicant();
        again.put("email", known.email());
        var first = api.post("/api/v1/members", stranger);
        var second = api.post("/api/v1/members", again);
        assertThat(second).hasStatus(first.status());
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(members.find(known.id())).contains(known);
        for (String path : new String[] {"/members/confirmation-requests", "/password-resets", "/sign-in-links"}) {
            var knownAnswer = api.post("/api/v1" + path, Map.of("email", known.email()));
            var unknownAnswer = api.post("/api/v1" + path, Map.of("email", "nobody@fairground.test"));
            assertThat(knownAnswer).hasStatus(202);
            assertThat(unknownAnswer).hasStatus(202);
            assertThat(unknownAnswer.text()).isEqualTo(knownAnswer.text());
        }
    }

    @Test
    void asking_for_the_handle_again_does_not_tell_that_the_address_was_known() {
        for (String address : new String[] {
            aMember().named("known").in(jdbc).email(), applicant().get("email")
        }) {
            var probe = applicant();
            probe.put("email", address);
            assertThat(signUp(probe)).hasStatus(202);
            assertThat(signUp(probe)).hasStatus(202);
            var fromElsewhere = applicant();
            fromElsewhere.put("handle", probe.get("handle"));
            assertThat(signUp(fromElsewhere)).refused(409, "handle-taken").naming("handle");
            probe.put("handle", applicant().get("handle"));
            assertThat(signUp(probe)).hasStatus(202);
            assertThat(signUp(fromElsewhere)).hasStatus(202);
        }
    }

    @Test
    @Proves("err-actionable-user-message")
    void all_that_does_not_hold_is_named_at_once_each_with_what_would() {
        var applicant = applicant();
        applicant.putAll(Map.of("email", "nobody", "handle", "-", "displayName", " ", "password", "short"));

        var answer = api.post("/api/v2/members", applicant);

        assertThat(answer).refused(400, "invalid-request");
        assertThat(answer.json()
                        .at("/errors")
                        .valueStream()
                        .map(error -> error.at("/field").asString() + " "
                                + error.at("/code").asString()))
                .containsExactly(
                        "email email-invalid",
                        "handle handle-invalid",
                        "displayName display-name-invalid",
                        "password weak-password");
        assertThat(answer.at("/errors/1/message")).startsWith("A handle has 3 to 30 characters");
    }

    @Test
    void the_handle_of_a_member_is_taken_even_with_their_own_address() {
        var known = aMember().named("known").in(jdbc);
        var probe = applicant();
        probe.put("handle", known.handle());
        assertThat(signUp(probe)).refused(409, "handle-taken");
        probe.put("email", known.email());
        assertThat(signUp(probe)).refused(409, "handle-taken");
    }

    @Test
    void a_link_confirms_the_sign_up_it_was_mailed_for_and_no_later_one() {
        var first = applicant();
        assertThat(api.post("/api/v1/members", first)).hasStatus(202);
        String firstLink = members.confirmationToken(idOf(first), clock.instant());
        var second = new HashMap<>(first);
        second.put("password", "quiet marble ferry evening");
        assertThat(signUp(second)).hasStatus(202);

        assertThat(confirm(firstLink)).refused(400, "link-void").naming("token");
        assertThat(confirm(members.confirmationToken(idOf(first), clock.instant())))
                .hasStatus(204);
        assertSignInRefused(first, "bad-credentials");
        members.authenticate(first.getOrDefault("email", ""), "quiet marble ferry evening", null);
    }

    @Test
    void a_link_confirms_once() {
        var member = aMember().unconfirmed().in(jdbc);
        String token = members.confirmationToken(member.id(), clock.instant());
        assertThat(confirm(token)).hasStatus(204);
        assertThat(confirm(token)).refused(400, "link-void");
    }

    @Test
    void a_link_holds_three_days() {
        var member = aMember().unconfirmed().in(jdbc);
        String token = members.confirmationToken(member.id(), clock.instant());
        clock.advance(Duration.ofDays(3).plusSeconds(1));
        assertThat(confirm(token)).refused(400, "link-void");
    }

    @Test
    void a_link_for_something_else_or_somebody_else_confirms_nothing() {
        var member = aMember().unconfirmed().in(jdbc);
        assertThat(confirm(members.passwordResetToken(member.id(), clock.instant())))
                .refused(400, "link-void");
        String token = members.confirmationToken(member.id(), clock.instant());
        var somebodyElse = aMember().unconfirmed().in(jdbc);
        String theirs = members.confirmationToken(somebodyElse.id(), clock.instant());
        assertThat(confirm(theirs.substring(0, 32) + token.substring(32))).refused(400, "link-void");
        assertThat(confirm(token.substring(0, token.length() - 4) + "AAAA")).refused(400, "link-void");
        for (String nonsense : new String[] {"", "%", "AAAA", "a b", "x".repeat(5000)}) {
            assertThat(confirm(nonsense)).refused(400, "link-void");
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "email, nobody, email-invalid", "handle, a, handle-invalid", "handle, support, handle-reserved",
                "displayName, '', display-name-invalid", "password, short, weak-password",
                        "humanCheck, a-robot, human-check-failed",
                "humanCheck, '', human-check-failed"
            })
    void what_breaks_a_rule_is_refused_with_its_field(String field, String value, String code) {
        var applicant = applicant();
        applicant.put(field, value);
        assertThat(api.post("/api/v1/members", applicant)).refused(400, code).naming(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "handle", "displayName", "password", "humanCheck"})
    void a_missing_or_mistyped_field_is_named(String field) {
        var missing = applicant();
        missing.remove(field);
        assertThat(api.post("/api/v1/members", missing))
                .refused(400, "invalid-request")
                .naming(field);
        var mistyped = new HashMap<String, Object>(applicant());
        mistyped.put(field, Map.of("a", 1));
        assertThat(api.post("/api/v1/members", mistyped))
                .refused(400, "invalid-request")
                .naming(field);
    }

    @Test
    void an_extra_field_is_named() {
        var extra = new HashMap<String, Object>(applicant());
        extra.put("confirmed", true);
        assertThat(api.post("/api/v1/members", extra))
                .refused(400, "invalid-request")
                .naming("confirmed");
    }

    @Test
    void a_human_check_passes_once() {
        var applicant = applicant();
        assertThat(api.post("/api/v1/members", applicant)).hasStatus(202);
        var another = applicant();
        another.put("humanCheck", applicant.getOrDefault("humanCheck", ""));
        assertThat(api.post("/api/v1/members", another)).refused(400, "human-check-failed");
    }

    @Test
    void a_human_check_that_is_down_lets_nobody_in() {
        var applicant = applicant();
        Outside.HUMAN_CHECK.dial("{\"errorNext\": 1}");
        var answer = api.post("/api/v1/members", applicant);
        Outside.HUMAN_CHECK.dial("{\"errorNext\": 0}");
        assertThat(answer).refused(503, "human-check-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("3");
        assertThat(views.credentialsOf(new EmailAddress(applicant.getOrDefault("email", ""))))
                .isEmpty();
    }

    /** With a human check of its own, since each passes once. */
    private Api.Answer signUp(Map<String, String> applicant) {
        var checked = new HashMap<>(applicant);
        checked.put("humanCheck", Outside.HUMAN_CHECK.token());
        return api.post("/api/v1/members", checked);
    }

    private Api.Answer confirm(String token) {
        return api.post("/api/v1/members/confirmations", Map.of("token", token));
    }

    private void assertSignInRefused(Map<String, String> applicant, String code) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> members.authenticate(
                        applicant.getOrDefault("email", ""), applicant.getOrDefault("password", ""), null))
                .isInstanceOfSatisfying(
                        IdentityRefused.class,
                        refusal -> assertThat(refusal.reason().code()).isEqualTo(code));
    }

    private MemberId idOf(Map<String, String> applicant) {
        return views.credentialsOf(new EmailAddress(applicant.getOrDefault("email", "")))
                .orElseThrow()
                .member()
                .id();
    }

    private static HashMap<String, String> applicant() {
        String handle = Chance.name("new-");
        return new HashMap<>(Map.of(
                "email",
                handle + "@fairground.test",
                "handle",
                handle,
                "displayName",
                "Somebody New",
                "password",
                PASSWORD,
                "humanCheck",
                Outside.HUMAN_CHECK.token()));
    }
}

package dev.fairground.identity;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.MemberFixture.aMember;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Api;
import dev.fairground.testing.Browser;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.MemberFixture;
import dev.fairground.testing.Outside;
import dev.fairground.testing.SettableClock;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Identity in a browser without JavaScript. */
@FairgroundTest
class AccountPagesTest {

    private static final byte[] SECRET = "twenty bytes of key!".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

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

    @BeforeEach
    void setClock() {
        clock.set(SettableClock.START);
    }

    @Test
    void a_visitor_signs_up_confirms_and_logs_in() {
        var browser = Browser.at(port);
        String handle = Chance.name("new-");
        var sent = browser.submit(
                "/sign-up",
                "/sign-up",
                Map.of(
                        "email",
                        handle + "@fairground.test",
                        "handle",
                        handle,
                        "displayName",
                        "Somebody New",
                        "password",
                        "velvet harbour nine kettles",
                        "cf-turnstile-response",
                        Outside.HUMAN_CHECK.token()));
        assertRedirect(sent, "/mail-sent");

        var id = views.credentialsOf(new EmailAddress(handle + "@fairground.test"))
                .orElseThrow()
                .member()
                .id();
        String link = "/confirm?token=" + members.confirmationToken(id, clock.instant());
        assertThat(browser.open(link)).hasStatus(200); // as a mail scanner does: nothing is used up by it
        String token = link.substring(link.indexOf('=') + 1);
        assertRedirect(browser.submit(link, "/confirm", Map.of("token", token)), "/log-in?confirmed");
        assertRedirect(logIn(browser, handle + "@fairground.test", "velvet harbour nine kettles"), "/account");
        assertThat(browser.open("/account").text()).contains(handle);
    }

    @Test
    void a_refused_sign_up_shows_the_form_again_with_the_reason_and_without_the_password() {
        var again = Browser.at(port)
                .submit(
                        "/sign-up",
                        "/sign-up",
                        Map.of(
                                "email",
                                "somebody@fairground.test",
                                "handle",
                                "support",
                                "displayName",
                                "<b>Some</b>",
                                "password",
                                "velvet harbour nine kettles"));
        assertThat(again).hasStatus(422);
        assertThat(again.text())
                .contains(
                        "This handle is reserved.", "somebody@fairground.test", "&lt;b&gt;Some", "/turnstile/v0/api.js")
                .contains("Release <code>" + again.header("X-Release") + "</code>")
                .doesNotContain("velvet harbour", "<b>Some");
    }

    @Test
    void the_human_check_is_fetched_from_where_browsers_reach_it() {
        var page = Browser.at(port).open("/sign-up");
        String address = Outside.humanCheckForBrowsers().toString();

        assertThat(page.text()).contains("src=\"" + address + "/turnstile/v0/api.js\"");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self' " + address + ";");
    }

    @Test
    void wrong_credentials_show_the_form_again() {
        var again = logIn(Browser.at(port), "nobody@fairground.test", "velvet harbour nine kettles");
        assertThat(again).hasStatus(422);
        assertThat(again.text())
                .contains(IdentityRefused.BAD_CREDENTIALS.sentence())
                .doesNotContain("velvet harbour");
    }

    @Test
    void the_code_is_asked_for_when_it_is_needed() {
        var member = aMember().withSecondFactor(SECRET).in(jdbc);
        var browser = Browser.at(port);
        assertThat(browser.open("/log-in").text()).doesNotContain("name=\"code\"");
        assertThat(logIn(browser, member.email(), MemberFixture.PASSWORD).text())
                .contains("name=\"code\"");
        String code = Totp.code(SECRET, Totp.step(clock.instant()), Totp.DIGITS);
        assertRedirect(
                browser.submit(
                        "/log-in",
                        "/log-in",
                        Map.of("email", member.email(), "password", MemberFixture.PASSWORD, "code", code)),
                "/account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "https://evil.example", "evil", "/a\r\nX: y"})
    void log_in_leads_to_no_other_site(String then) {
        var member = aMember().in(jdbc);
        assertRedirect(
                Browser.at(port)
                        .submit(
                                "/log-in",
                                "/log-in",
                                Map.of("email", member.email(), "password", MemberFixture.PASSWORD, "then", then)),
                "/account");
    }

    @Test
    void log_in_leads_back_to_the_page_that_asked_for_it() {
        var member = aMember().in(jdbc);
        assertRedirect(
                Browser.at(port)
                        .submit(
                                "/log-in",
                                "/log-in",
                                Map.of(
                                        "email",
                                        member.email(),
                                        "password",
                                        MemberFixture.PASSWORD,
                                        "then",
                                        "/account/password?x=1")),
                "/account/password?x=1");
    }

    @Test
    void logging_in_changes_the_session_and_its_cookie_is_out_of_scripts_reach() {
        var browser = Browser.at(port);
        String email = aMember().in(jdbc).email();
        String before = sessionCookie(logIn(browser, email, MemberFixture.PASSWORD));
        assertThat(before).contains("HttpOnly", "SameSite=Lax", "Path=/");
        String after = sessionCookie(logIn(browser, email, MemberFixture.PASSWORD));
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void a_form_from_elsewhere_is_refused() {
        var member = aMember().in(jdbc);
        var browser = Browser.at(port);
        logIn(browser, member.email(), MemberFixture.PASSWORD);
        for (String action : new String[] {
            "/sign-up", "/log-in", "/log-out", "/forgot", "/reset", "/account/profile", "/account/sessions/end"
        }) {
            assertThat(browser.post(action, "displayName=Else")).hasStatus(403);
        }
        assertThat(members.find(member.id())).contains(member);
    }

    @Test
    void a_sign_in_link_is_used_up_by_its_button_and_not_by_opening_it() {
        var member = aMember().in(jdbc);
        String token = members.signInToken(member.id(), clock.instant());
        Browser.at(port).open("/sign-in?token=" + token);
        var browser = Browser.at(port);
        assertRedirect(browser.submit("/sign-in?token=" + token, "/sign-in", Map.of("token", token)), "/account");
        assertThat(browser.open("/account").text()).contains(member.handle());
        assertThat(Browser.at(port).submit("/sign-in?token=" + token, "/sign-in", Map.of("token", token)))
                .hasStatus(422);
    }

    @Test
    void a_changed_password_ends_all_other_sessions() {
        var member = aMember().in(jdbc);
        var here = signedIn(member);
        var elsewhere = signedIn(member);
        var wrong = here.submit(
                "/account/password",
                "/account/password",
                Map.of("currentPassword", "another long password", "password", "quiet marble ferry evening"));
        assertThat(wrong).hasStatus(422);
        assertThat(wrong.text()).contains(IdentityRefused.WRONG_PASSWORD.sentence());
        assertSignedIn(elsewhere, true);
        assertRedirect(
                here.submit(
                        "/account/password",
                        "/account/password",
                        Map.of("currentPassword", MemberFixture.PASSWORD, "password", "quiet marble ferry evening")),
                "/account?changed");
        assertSignedIn(here, true);
        assertSignedIn(elsewhere, false);
    }

    @Test
    void a_reset_password_ends_every_session() {
        var member = aMember().in(jdbc);
        var thief = signedIn(member);
        String token = members.passwordResetToken(member.id(), clock.instant());
        assertRedirect(
                Browser.at(port)
                        .submit(
                                "/reset?token=" + token,
                                "/reset",
                                Map.of("token", token, "password", "quiet marble ferry evening")),
                "/log-in?reset");
        assertSignedIn(thief, false);
    }

    @Test
    void a_member_ends_one_of_their_sessions_and_nobody_elses() {
        var member = aMember().in(jdbc);
        var here = signedIn(member);
        var elsewhere = signedIn(member);
        var stranger = signedIn(aMember().named("stranger").in(jdbc));
        var key = Pattern.compile("name=\"key\" value=\"([^\"]+)\"")
                .matcher(here.open("/account").text());
        assertThat(key.find()).isTrue();
        assertRedirect(stranger.submit("/account", "/account/sessions/end", Map.of("key", key.group(1))), "/account");
        assertSignedIn(elsewhere, true);
        assertRedirect(here.submit("/account", "/account/sessions/end", Map.of("key", key.group(1))), "/account");
        assertSignedIn(elsewhere, false);
        assertSignedIn(here, true);
    }

    @Test
    void logging_out_ends_the_session() {
        var browser = signedIn(aMember().in(jdbc));
        assertRedirect(browser.submit("/account", "/log-out", Map.of()), "/log-in");
        assertSignedIn(browser, false);
    }

    @Test
    void a_member_renames_themselves_and_enrols_a_second_factor() {
        var member = aMember().in(jdbc);
        var browser = signedIn(member);
        browser.submit("/account", "/account/profile", Map.of("displayName", "  Another Name "));
        browser.submit("/account", "/account/second-factor", Map.of());
        browser.submit("/account", "/account/second-factor/confirmation", Map.of("code", "000000"));
        assertThat(browser.open("/account").text())
                .contains(IdentityRefused.CODE_MISMATCH.sentence(), "otpauth://totp/");
        byte[] secret = jdbc.sql("select secret from identity.second_factor where member = :id")
                .param("id", member.id().value())
                .query(byte[].class)
                .single();
        String code = Totp.code(secret, Totp.step(clock.instant()), Totp.DIGITS);
        browser.submit("/account", "/account/second-factor/confirmation", Map.of("code", code));
        assertThat(members.find(member.id()))
                .contains(new Member(member.id(), member.handle(), "Another Name", member.email(), false, true));
    }

    private Browser signedIn(Member member) {
        var browser = Browser.at(port);
        assertRedirect(logIn(browser, member.email(), MemberFixture.PASSWORD), "/account");
        return browser;
    }

    private static Api.Answer logIn(Browser browser, String email, String password) {
        return browser.submit("/log-in", "/log-in", Map.of("email", email, "password", password));
    }

    private static String sessionCookie(Api.Answer answer) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("session="))
                .findFirst()
                .orElseThrow();
    }

    private static void assertSignedIn(Browser browser, boolean expected) {
        assertThat(browser.open("/account").status() == 200).isEqualTo(expected);
    }

    private static void assertRedirect(Api.Answer answer, String path) {
        assertThat(answer.status()).as(answer.text()).isIn(302, 303);
        assertThat(answer.header("Location").replaceFirst("^http://localhost:\\d+", ""))
                .isEqualTo(path);
    }
}

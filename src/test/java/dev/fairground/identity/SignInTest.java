package dev.fairground.identity;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static dev.fairground.testing.MemberFixture.aMember;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.errors.Reason;
import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.MemberFixture;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Proving to be a member, at the desk that access and the pages use; and setting a new password. */
@FairgroundTest
@RecordApplicationEvents
class SignInTest {

    private static final byte[] SECRET = "twenty bytes of key!".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @LocalServerPort
    int port;

    @Autowired
    SignInLimits limits;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Members members;

    @Autowired
    SettableClock clock;

    @Autowired
    AskForLink askForLink;

    Api api = Api.at(0);

    @BeforeEach
    void connect() {
        api = Api.at(port);
        clock.set(SettableClock.START);
    }

    /** A line of IPv6 has more addresses than anybody could count. */
    @Test
    void guessing_at_one_account_from_many_addresses_of_one_line_is_counted_together() {
        String account = aMember().in(jdbc).email();
        jdbc.sql("delete from ratelimit.bucket").update();
        try {
            limitedFrom("2001:db8:1:2::1", account);
            limitedFrom("2001:db8:1:2:ffff::1", account);
            assertThat(pairs()).isEqualTo(1);
            limitedFrom("2001:db8:1:3::1", account);
            assertThat(pairs()).isEqualTo(2);
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    private int pairs() {
        return jdbc.sql("select count(*) from ratelimit.bucket where id like 'log-in-by-pair:%'")
                .query(Integer.class)
                .single();
    }

    private void limitedFrom(String address, String account) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        limits.takePassword(account);
    }

    @Test
    void a_member_signs_in_with_address_and_password_however_the_address_is_typed() {
        var member = aMember().in(jdbc);
        assertThat(members.authenticate(
                        " " + member.email().toUpperCase(java.util.Locale.ROOT), MemberFixture.PASSWORD, null))
                .isEqualTo(member);
    }

    @Test
    void unknown_address_wrong_password_and_unconfirmed_account_get_one_answer() {
        var member = aMember().in(jdbc);
        var unconfirmed = aMember().unconfirmed().in(jdbc);
        var suspended = aMember().suspendedBy(member).in(jdbc);
        for (String[] attempt : new String[][] {
            {"nobody@fairground.test", MemberFixture.PASSWORD},
            {"no address", MemberFixture.PASSWORD},
            {"\0", MemberFixture.PASSWORD},
            {member.email(), "another long password"},
            {member.email(), ""},
            {member.email(), "x".repeat(10_000)},
            {unconfirmed.email(), MemberFixture.PASSWORD},
            {suspended.email(), "another long password"}
        }) {
            assertRefused(IdentityRefused.BAD_CREDENTIALS, () -> members.authenticate(attempt[0], attempt[1], null));
        }
    }

    @Test
    void a_suspended_member_learns_it_only_with_right_credentials() {
        var suspended = aMember().suspendedBy(aMember().in(jdbc)).in(jdbc);
        assertRefused(
                IdentityRefused.ACCOUNT_SUSPENDED,
                () -> members.authenticate(suspended.email(), MemberFixture.PASSWORD, null));
    }

    @Test
    void a_code_is_asked_for_only_after_a_right_password() {
        var member = aMember().withSecondFactor(SECRET).in(jdbc);
        assertRefused(
                IdentityRefused.BAD_CREDENTIALS,
                () -> members.authenticate(member.email(), "another long password", code()));
        assertRefused(
                IdentityRefused.SECOND_FACTOR_REQUIRED,
                () -> members.authenticate(member.email(), MemberFixture.PASSWORD, null));
        assertThat(members.authenticate(member.email(), MemberFixture.PASSWORD, code()))
                .isEqualTo(member);
    }

    @Test
    void a_code_works_once_and_those_before_it_no_more() {
        var member = aMember().withSecondFactor(SECRET).in(jdbc);
        String before = code();
        clock.advance(Duration.ofSeconds(Totp.STEP_SECONDS));
        String used = code();
        members.authenticate(member.email(), MemberFixture.PASSWORD, used);
        for (String code : List.of(used, before, "000000", "abc")) {
            assertRefused(
                    IdentityRefused.WRONG_CODE,
                    () -> members.authenticate(member.email(), MemberFixture.PASSWORD, code));
        }
    }

    @Test
    void a_sign_in_link_works_once_and_for_a_quarter_of_an_hour() {
        var member = aMember().in(jdbc);
        String token = members.signInToken(member.id(), clock.instant());
        String other = members.signInToken(member.id(), clock.instant().minusSeconds(60));
        assertThat(members.redeemSignInLink(token, null)).isEqualTo(member);
        assertRefused(IdentityRefused.LINK_VOID, () -> members.redeemSignInLink(token, null));
        assertRefused(IdentityRefused.LINK_VOID, () -> members.redeemSignInLink(other, null));

        String late = members.signInToken(member.id(), clock.instant());
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        assertRefused(IdentityRefused.LINK_VOID, () -> members.redeemSignInLink(late, null));
    }

    @Test
    void a_sign_in_link_does_not_stand_in_for_the_second_factor_and_waits_for_it() {
        var member = aMember().withSecondFactor(SECRET).in(jdbc);
        String token = members.signInToken(member.id(), clock.instant());
        assertRefused(IdentityRefused.SECOND_FACTOR_REQUIRED, () -> members.redeemSignInLink(token, null));
        assertRefused(IdentityRefused.WRONG_CODE, () -> members.redeemSignInLink(token, "000000"));
        assertThat(members.redeemSignInLink(token, code())).isEqualTo(member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void a_reset_link_sets_one_new_password(String version) {
        var member = aMember().in(jdbc);
        var reset = Map.of(
                "token",
                members.passwordResetToken(member.id(), clock.instant()),
                "password",
                "quiet marble ferry evening");
        assertThat(api.put("/api/" + version + "/password-resets", reset)).hasStatus(204);
        assertThat(members.authenticate(member.email(), "quiet marble ferry evening", null))
                .isEqualTo(member);
        assertRefused(
                IdentityRefused.BAD_CREDENTIALS,
                () -> members.authenticate(member.email(), MemberFixture.PASSWORD, null));
        assertThat(api.put("/api/" + version + "/password-resets", reset))
                .refused(400, "link-void")
                .naming("token");
    }

    @Test
    void a_weak_password_does_not_use_a_reset_link_up() {
        var member = aMember().in(jdbc);
        String token = members.passwordResetToken(member.id(), clock.instant());
        assertThat(api.put("/api/v1/password-resets", Map.of("token", token, "password", "passwordpassword")))
                .refused(400, "weak-password")
                .naming("password");
        assertThat(api.put("/api/v1/password-resets", Map.of("token", token, "password", "quiet marble ferry evening")))
                .hasStatus(204);
    }

    @Test
    void a_reset_link_holds_an_hour() {
        String token = members.passwordResetToken(aMember().in(jdbc).id(), clock.instant());
        clock.advance(Duration.ofHours(1).plusSeconds(1));
        assertThat(api.put("/api/v1/password-resets", Map.of("token", token, "password", "quiet marble ferry evening")))
                .refused(400, "link-void");
    }

    @Test
    void only_who_can_use_a_link_is_mailed_one(@Autowired ApplicationEvents events) {
        var member = aMember().in(jdbc);
        var unconfirmed = aMember().unconfirmed().in(jdbc);
        for (String address : List.of(member.email(), unconfirmed.email(), "nobody@fairground.test")) {
            var email = new EmailAddress(address);
            askForLink.toSignIn(email);
            askForLink.toResetPassword(email);
            askForLink.toConfirm(email);
        }
        assertThat(events.stream(SignInLinkRequested.class))
                .containsExactly(new SignInLinkRequested(member.id(), clock.instant()));
        assertThat(events.stream(PasswordResetRequested.class))
                .containsExactly(new PasswordResetRequested(member.id(), clock.instant()));
        assertThat(events.stream(ConfirmationRequested.class))
                .containsExactly(new ConfirmationRequested(unconfirmed.id(), clock.instant()));
    }

    @Test
    void the_desk_finds_members_by_id_and_handle_and_names_many_at_once() {
        var member = aMember().in(jdbc);
        var unconfirmed = aMember().unconfirmed().in(jdbc);
        assertThat(members.find(unconfirmed.id())).contains(unconfirmed);
        assertThat(members.find(MemberId.next())).isEmpty();
        assertThat(members.findByHandle(member.handle())).contains(member);
        assertThat(members.findByHandle(unconfirmed.handle())).isEmpty();
        assertThat(members.handles(List.of(member.id(), unconfirmed.id(), MemberId.next())))
                .isEqualTo(Map.of(member.id(), member.handle(), unconfirmed.id(), unconfirmed.handle()));
    }

    private String code() {
        return Totp.code(SECRET, Totp.step(clock.instant()), Totp.DIGITS);
    }

    private static void assertRefused(Reason reason, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        IdentityRefused.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}

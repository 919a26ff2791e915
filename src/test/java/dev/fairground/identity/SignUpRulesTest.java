package dev.fairground.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.errors.Reason;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may sign up with: address, handle, name, password. */
class SignUpRulesTest {

    private static final Handle HANDLE = new Handle("buyer");
    private static final EmailAddress EMAIL = new EmailAddress("buyer-of-things@fairground.test");

    @Test
    void an_address_is_trimmed_and_lower_case_and_otherwise_as_typed() {
        assertThat(new EmailAddress("  First.Last+Market@Fairground.TEST ").text())
                .isEqualTo("first.last+market@fairground.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "buyer",
                "@fairground.test",
                "buyer@",
                "buyer@localhost",
                "a b@fairground.test",
                "a@b@fairground.test",
                "a@fairground.test\0",
                "a@fairground\u2028.test",
                "a@fairground.test."
            })
    void what_is_no_address_is_refused(String text) {
        assertRefused(IdentityRefused.EMAIL_INVALID, () -> new EmailAddress(text));
        assertThat(EmailAddress.read(text)).isEmpty();
    }

    @Test
    void an_address_longer_than_mail_can_carry_is_refused() {
        assertThatCode(() -> new EmailAddress("a@" + "b".repeat(247) + ".test")).doesNotThrowAnyException();
        assertRefused(IdentityRefused.EMAIL_INVALID, () -> new EmailAddress("a@" + "b".repeat(248) + ".test"));
        assertRefused(IdentityRefused.EMAIL_INVALID, () -> new EmailAddress("a".repeat(65) + "@fairground.test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "a_b",
                "-abc",
                "abc-",
                "a--b",
                "änn",
                "abc\0",
                "a b c",
                "abcdefghijklmnopqrstuvwxyz-12345"
            })
    void a_handle_of_another_form_is_refused(String text) {
        assertRefused(IdentityRefused.HANDLE_INVALID, () -> new Handle(text));
    }

    @Test
    void a_handle_is_lower_case_whatever_was_typed() {
        assertThat(new Handle("Buyer-7").text()).isEqualTo("buyer-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "Support", "fairground", "log-in"})
    void a_handle_that_would_pass_for_us_is_refused(String text) {
        assertRefused(IdentityRefused.HANDLE_RESERVED, () -> new Handle(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "two\nlines", "tab\there", "nul\0", "line\u2028separator"})
    void a_name_that_is_empty_or_not_one_line_is_refused(String text) {
        assertRefused(IdentityRefused.DISPLAY_NAME_INVALID, () -> new DisplayName(text));
    }

    @Test
    void a_name_has_at_most_60_characters() {
        assertThat(new DisplayName(" 李雷 ").text()).isEqualTo("李雷");
        assertThatCode(() -> new DisplayName("n".repeat(60))).doesNotThrowAnyException();
        assertRefused(IdentityRefused.DISPLAY_NAME_INVALID, () -> new DisplayName("n".repeat(61)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mango lantern orbit tuesday", "Grünkohl mit Pinkel 7", "猫は夜明けに鳴いてから静かに眠りました", "x9!kQ2#mZ7@vL4$w"
            })
    void a_long_password_of_ones_own_is_taken_whatever_its_characters(String text) {
        assertThatCode(() -> new NewPassword(text, HANDLE, EMAIL)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fourteen chars",
                "aaaaaaaaaaaaaaaaaaaa",
                "passwordpassword",
                "Password123456!!",
                "P4ssw0rd2026!!!!!",
                "qwertyuiopasdfghjkl",
                "123456789012345",
                "correcthorsebatterystaple",
                "letmeinletmein1!",
                "abcabcabcabcabcabc",
                "iloveyou iloveyou",
                "one two one two one two "
            })
    void a_short_or_often_guessed_password_is_refused(String text) {
        assertRefused(IdentityRefused.WEAK_PASSWORD, () -> new NewPassword(text, HANDLE, EMAIL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"buyer-of-things@fairground.test", "buyer-of-things 2026", "BUYER-OF-THINGS!!!!"})
    void a_password_made_of_handle_or_address_is_refused(String text) {
        assertRefused(IdentityRefused.WEAK_PASSWORD, () -> new NewPassword(text, HANDLE, EMAIL));
    }

    @Test
    void a_password_has_at_most_128_characters() {
        String longest = "mango lantern orbit tuesday velvet ".repeat(4).substring(0, 127) + "!";
        assertThatCode(() -> new NewPassword(longest, HANDLE, EMAIL)).doesNotThrowAnyException();
        assertRefused(IdentityRefused.WEAK_PASSWORD, () -> new NewPassword(longest + "!", HANDLE, EMAIL));
    }

    @Test
    void every_reserved_handle_has_the_form_of_a_handle_or_is_shorter() {
        assertThat(List.copyOf(Handle.RESERVED)).allMatch(word -> word.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    private static void assertRefused(Reason reason, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        IdentityRefused.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}

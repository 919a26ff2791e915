package dev.fairground.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] KEY_OF_THE_RFC = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final TotpSecret SECRET = TotpSecret.fromColumn(KEY_OF_THE_RFC);
    private static final Instant NOW = Instant.parse("2026-11-02T12:00:10Z");

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codes_are_those_of_rfc_6238_appendix_b(long unixSeconds, String code) {
        assertThat(Totp.code(KEY_OF_THE_RFC, Totp.step(Instant.ofEpochSecond(unixSeconds)), 8))
                .isEqualTo(code);
    }

    @Test
    void the_code_before_and_the_code_after_count_and_no_others() {
        long current = Totp.step(NOW);
        for (long step = current - 3; step <= current + 3; step++) {
            String code = Totp.code(KEY_OF_THE_RFC, step, Totp.DIGITS);
            var found = Totp.stepOf(code, SECRET, NOW);
            assertThat(found.isPresent()).as("step %d", step - current).isEqualTo(Math.abs(step - current) <= 1);
            found.ifPresent(used ->
                    assertThat(Totp.code(KEY_OF_THE_RFC, used, Totp.DIGITS)).isEqualTo(code));
        }
    }

    @Test
    void what_is_no_code_is_refused() {
        for (String text : new String[] {"", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\0"}) {
            assertThat(Totp.stepOf(text, SECRET, NOW)).isEmpty();
        }
    }

    @Test
    void the_secret_is_shown_in_base_32_as_rfc_4648_writes_it() {
        assertThat(SECRET.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(TotpSecret.fromColumn(HexFormat.of().parseHex("ff".repeat(20)))
                        .base32())
                .isEqualTo("7".repeat(32));
        assertThat(SECRET.enrolmentUri("buyer"))
                .isEqualTo("otpauth://totp/Fairground:buyer?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Fairground");
    }

    @Test
    void a_secret_prints_as_nothing() {
        assertThat(SECRET.toString()).doesNotContain("GEZD").doesNotContain("1234");
    }
}

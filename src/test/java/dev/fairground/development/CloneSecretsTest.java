package dev.fairground.development;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloneSecretsTest {

    @TempDir
    Path clone;

    @TempDir
    Path another;

    @Test
    void a_clone_keeps_its_secrets_and_no_other_has_the_same() {
        var first = CloneSecrets.in(clone);
        var secret = first.get("FAIRGROUND_SECRET");
        var password = first.castPassword();

        var again = CloneSecrets.in(clone);

        assertThat(again.get("FAIRGROUND_SECRET")).isEqualTo(secret);
        assertThat(again.castPassword()).isEqualTo(password);
        assertThat(again.secondFactor("seller"))
                .isEqualTo(first.secondFactor("seller"))
                .hasSize(20);
        assertThat(CloneSecrets.in(another).get("FAIRGROUND_SECRET")).isNotEqualTo(secret);
        assertThat(CloneSecrets.in(another).secondFactor("seller")).isNotEqualTo(first.secondFactor("seller"));
    }

    @Test
    void production_would_know_each_of_them_by_its_mark_and_members_may_have_such_a_password() {
        var secrets = CloneSecrets.in(clone);

        assertThat(secrets.get("PAYMENTS_API_KEY"))
                .startsWith("development-only-")
                .hasSizeGreaterThanOrEqualTo(32);
        assertThat(secrets.castPassword()).startsWith("development-only-").hasSizeBetween(15, 30);
    }

    @Test
    void each_of_the_cast_has_a_second_factor_of_their_own() {
        var secrets = CloneSecrets.in(clone);

        assertThat(secrets.secondFactor("seller")).isNotEqualTo(secrets.secondFactor("admin"));
    }

    @Test
    void nobody_else_on_the_machine_reads_them() throws Exception {
        CloneSecrets.in(clone).castPassword();

        for (var file : new String[] {"key", "secrets.properties"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(clone.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of its eight digits.
        var secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

        assertThat(Authenticator.code(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(Authenticator.code(secret, Instant.ofEpochSecond(1_111_111_109)))
                .isEqualTo("081804");
        assertThat(Authenticator.code(secret, Instant.ofEpochSecond(20_000_000_000L)))
                .isEqualTo("353130");
    }
}

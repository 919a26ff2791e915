package dev.fairground.platform.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignaturesTest {

    private static final byte[] DATA = {1, 2, 3};

    private final Signatures before = signatures("the old secret of this fairground", "");

    private final Signatures during =
            signatures("the new secret of this fairground", "the old secret of this fairground");

    private final Signatures after = signatures("the new secret of this fairground", "");

    @Test
    void a_rotation_makes_void_only_what_the_old_secret_signed_and_only_at_its_end() {
        byte[] old = before.sign("mailed-link", DATA);

        assertThat(during.verifies("mailed-link", DATA, old)).isTrue();
        assertThat(after.verifies("mailed-link", DATA, old)).isFalse();
        assertThat(after.verifies("mailed-link", DATA, during.sign("mailed-link", DATA)))
                .isTrue();
    }

    @Test
    void other_data_or_another_purpose_do_not_verify() {
        byte[] signature = before.sign("mailed-link", DATA);

        assertThat(before.verifies("mailed-link", new byte[] {1, 2, 4}, signature))
                .isFalse();
        assertThat(before.verifies("cookie", DATA, signature)).isFalse();
        assertThat(before.verifies("mailed-link", DATA, new byte[0])).isFalse();
    }

    @Test
    void nothing_is_signed_with_an_empty_secret() {
        assertThatThrownBy(() -> signatures(" ", "")).hasMessage("FAIRGROUND_SECRET is missing.");
    }

    private static Signatures signatures(String secret, String previous) {
        return new Signatures(new SigningSettings(secret, previous));
    }
}

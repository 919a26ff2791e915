package dev.fairground.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordsTest {

    @Test
    void a_password_is_hashed_with_argon2id_in_19_mib_and_two_passes() {
        var passwords = new Passwords();
        String hash = passwords.hash(new NewPassword("mango lantern orbit tuesday"));
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("mango lantern orbit tuesday", hash)).isTrue();
        assertThat(passwords.matches("mango lantern orbit wednesday", hash)).isFalse();
    }

    @Test
    void composed_and_decomposed_letters_are_the_same_password() {
        var passwords = new Passwords();
        String hash = passwords.hash(new NewPassword("K\u00f6nigskinder im Mai"));
        assertThat(passwords.matches("Ko\u0308nigskinder im Mai", hash)).isTrue();
    }

    @Test
    void without_an_account_as_much_is_hashed_and_nothing_matches() {
        var encoder = new Gate();
        encoder.open.countDown();
        var passwords = new Passwords(encoder, Duration.ofSeconds(1));
        int before = encoder.runs.get();
        assertThat(passwords.matches("nobody's password", null)).isFalse();
        assertThat(encoder.runs.get() - before).isEqualTo(1);
    }

    @Test
    void a_third_hash_waits_and_is_refused_when_no_place_becomes_free() throws Exception {
        var encoder = new Gate();
        var passwords = new Passwords(encoder, Duration.ofMillis(20));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = pool.submit(() -> passwords.matches("mango lantern", "hash"));
            var second = pool.submit(() -> passwords.matches("mango lantern", "hash"));
            encoder.twoInside.await();
            assertThatThrownBy(() -> passwords.matches("mango lantern", "hash"))
                    .isInstanceOf(IdentityRefused.class)
                    .hasMessage(IdentityRefused.SIGN_IN_BUSY.sentence());
            encoder.open.countDown();
            first.get();
            second.get();
            assertThat(passwords.matches("mango lantern", "hash")).isTrue();
        }
        assertThat(encoder.most.get()).isEqualTo(2);
    }

    /** An encoder that holds whoever compares until it is opened, and counts how many are inside. */
    private static final class Gate implements PasswordEncoder {

        final CountDownLatch twoInside = new CountDownLatch(2);
        final CountDownLatch open = new CountDownLatch(1);
        final AtomicInteger runs = new AtomicInteger();
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();

        @Override
        public String encode(@Nullable CharSequence password) {
            return "hash";
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            runs.incrementAndGet();
            int now = inside.incrementAndGet();
            most.accumulateAndGet(now, Math::max);
            twoInside.countDown();
            try {
                open.await();
            } catch (InterruptedException stopping) {
                throw new IllegalStateException(stopping);
            }
            inside.decrementAndGet();
            return true;
        }
    }
}

package dev.fairground.identity;

import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and compares passwords with Argon2id. Each run takes 19 MiB, so at most two run at once: a wave of sign-ins costs its senders
 * waiting time and never us the heap.
 */
@Component
class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024; // with two passes: OWASP's recommendation for Argon2id
    private static final int PASSES = 2;

    private static final int AT_ONCE = 2;

    /** Longer than a burst of thirty takes to drain, shorter than a person's patience. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final PasswordEncoder argon2;
    private final Duration longestWait;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** Compared against where there is no account, so that both cases take the same time. */
    private final String nobodysHash;

    @Autowired
    Passwords() {
        this(new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES), LONGEST_WAIT);
    }

    Passwords(PasswordEncoder argon2, Duration longestWait) {
        this.argon2 = argon2;
        this.longestWait = longestWait;
        this.nobodysHash = String.valueOf(argon2.encode("nobody's password"));
    }

    String hash(NewPassword password) {
        return waitingForAPlace(() -> String.valueOf(argon2.encode(normalised(password.text()))));
    }

    /** Whether {@code password} is the one behind {@code hash}; without a hash it takes as long and is false. */
    boolean matches(String password, @Nullable String hash) {
        if (password.length() > 2 * NewPassword.LONGEST) { // in UTF-16 units: longer than any that was ever accepted
            return false;
        }
        boolean equal = waitingForAPlace(() -> argon2.matches(normalised(password), hash == null ? nobodysHash : hash));
        return equal && hash != null;
    }

    private <T> T waitingForAPlace(Supplier<T> work) {
        try {
            if (!places.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw IdentityRefused.signInBusy();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw IdentityRefused.signInBusy();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /** The same letters may arrive composed or not, depending on the keyboard. */
    private static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}

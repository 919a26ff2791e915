package dev.fairground.platform.ratelimit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts against the named policies of {@code fairground.rate-limits}. Most handlers just say {@link RateLimited}; a use case calls
 * this where only it knows the subject, such as the account that a log-in names.
 */
@Component
public class RateLimits {

    private static final Logger log = LoggerFactory.getLogger(RateLimits.class);

    private static final String MAC = "HmacSHA256";

    private final RateLimitSettings settings;
    private final Buckets buckets;
    private final SecretKeySpec secret;

    RateLimits(RateLimitSettings settings, Buckets buckets) {
        this.settings = settings;
        this.buckets = buckets;
        this.secret = new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), MAC);
    }

    /**
     * Takes one from what {@code subject} may do under {@code policy}, or refuses with 429 and the time to wait. The subject may be an
     * e-mail address: only a keyed hash of it is kept.
     */
    public void take(String policy, String subject) {
        var taken = tryTake(policy, subject);
        if (!taken.allowed()) {
            throw RateRefused.tooOften(taken.untilNext());
        }
    }

    /** Forgets shared buckets that are full again, in batches, and tells how many. */
    public long purge() {
        return buckets.purge();
    }

    /** Like {@link #take}, but leaves the refusal to the caller. While the store is broken, the policy decides. */
    Taken tryTake(String name, String subject) {
        var policy = settings.policy(name);
        try {
            var probe = buckets.take(key(name, subject), policy);
            return new Taken(
                    name,
                    policy,
                    probe.isConsumed(),
                    probe.getRemainingTokens(),
                    Duration.ofNanos(probe.getNanosToWaitForRefill()),
                    Duration.ofNanos(probe.getNanosToWaitForReset()));
        } catch (RuntimeException broken) {
            log.warn("Limit {} cannot be counted and is {}: {}", name, policy.whenBroken(), broken.toString());
            return switch (policy.whenBroken()) {
                case OPEN -> new Taken(name, policy, true, policy.limit(), Duration.ZERO, Duration.ZERO);
                case CLOSED -> throw RateRefused.cannotCount();
            };
        }
    }

    private String key(String policy, String subject) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(secret);
            byte[] hash = mac.doFinal(("rate-limit:" + policy + ":" + subject).getBytes(StandardCharsets.UTF_8));
            return policy + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * What came of it.
     *
     * @param left how many more are allowed at this moment
     * @param untilNext when the next one is allowed; zero where this one was
     * @param untilFull when nothing of the limit is used up any more
     */
    record Taken(String name, Policy policy, boolean allowed, long left, Duration untilNext, Duration untilFull) {}
}

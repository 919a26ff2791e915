package dev.fairground.platform.ratelimit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The policies, by name.
 *
 * @param secret keys the hash of subjects, so that a copy of the table does not give away who was here
 */
@Validated
@ConfigurationProperties("fairground")
record RateLimitSettings(@NotBlank String secret, Map<String, @Valid Policy> rateLimits) {

    RateLimitSettings {
        rateLimits = Map.copyOf(rateLimits);
    }

    Policy policy(String name) {
        var policy = rateLimits.get(name);
        if (policy == null) {
            throw new IllegalStateException("There is no policy fairground.rate-limits." + name);
        }
        return policy;
    }

    @Override
    public String toString() {
        return "RateLimitSettings[" + rateLimits + "]"; // without the secret
    }
}

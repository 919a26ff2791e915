package dev.fairground.identity;

import dev.fairground.platform.ratelimit.RateLimits;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Slows guessing at one account, before any hash is computed and whether or not the account exists. It is counted here and not at the
 * handlers, so that no way to sign in can leave it out; the limit for one address alone stands on the handlers.
 */
@Component
class SignInLimits {

    private final RateLimits limits;

    SignInLimits(RateLimits limits) {
        this.limits = limits;
    }

    void takePassword(String email) {
        String account = email.strip().toLowerCase(Locale.ROOT);
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here) {
            limits.take("log-in-by-pair", here.getRequest().getRemoteAddr() + " " + account);
        }
        limits.take("log-in-by-account", account);
    }

    void takeCode(MemberId member) {
        limits.take("second-factor", member.toString());
    }
}

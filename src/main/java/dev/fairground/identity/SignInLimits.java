package dev.fairground.identity;

import dev.fairground.platform.ratelimit.RateLimits;
import dev.fairground.platform.ratelimit.RateLimits.Ask;
import java.util.ArrayList;
import java.util.List;
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
        List<Ask> asks = new ArrayList<>();
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here) {
            // First: whoever is refused here uses up nothing of what the account's owner has elsewhere.
            asks.add(new Ask("log-in-by-pair", RateLimits.line(here.getRequest().getRemoteAddr()) + " " + account));
        }
        asks.add(new Ask("log-in-by-account", account));
        limits.take(asks);
    }

    void takeCode(MemberId member) {
        limits.take("second-factor", member.toString());
    }
}

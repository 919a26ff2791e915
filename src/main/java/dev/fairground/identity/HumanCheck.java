package dev.fairground.identity;

import dev.fairground.platform.http.Outbound;
import dev.fairground.platform.http.OutboundFailure;
import dev.fairground.platform.http.OutboundHttp;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the service behind the widget on the sign-up page whether its token is a human's (Turnstile's {@code siteverify}). Where it does
 * not say yes, nobody signs up: an outage must not open the door to those whom it keeps out.
 */
@Component
class HumanCheck {

    private static final Logger log = LoggerFactory.getLogger(HumanCheck.class);

    private static final int LONGEST_TOKEN = 2048; // as the service documents it

    /** Sign-ups are slowed down by their limits long before; what is more hangs, and is told to come back. */
    private static final int AT_ONCE = 16;

    private final Outbound http;
    private final String secret;

    HumanCheck(OutboundHttp http, IdentitySettings settings) {
        var service = settings.humanCheck();
        var limits = new OutboundHttp.Limits(service.connectTimeout(), service.readTimeout(), AT_ONCE);
        this.http = http.to("the human check", service.url(), limits);
        this.secret = service.secret();
    }

    /** Refuses unless {@code token} passes. It waits for somebody else's answer, so call it outside any transaction. */
    void pass(String token) {
        if (token.isBlank() || token.length() > LONGEST_TOKEN || !isHuman(token)) {
            throw IdentityRefused.humanCheckFailed();
        }
    }

    private boolean isHuman(String token) {
        try {
            var answer = http.post("/turnstile/v0/siteverify", Map.of("secret", secret, "response", token), Map.of());
            var success = answer.json().path("success"); // the one field that decides; the service sends more
            if (answer.ok() && success.isBoolean()) {
                return success.booleanValue();
            }
            log.warn("The human check answered {} without a verdict", answer.status());
        } catch (OutboundFailure unanswered) {
            log.warn("Nobody can sign up at the moment", unanswered); // the caller is not told why; we are
        }
        throw IdentityRefused.humanCheckUnavailable();
    }
}

package dev.fairground.platform.idempotency;

import dev.fairground.platform.errors.Kind;
import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can be wrong with an {@code Idempotency-Key}. */
final class KeyRefused extends Refusal {

    static final Reason MISSING = Reason.invalid(
            "idempotency-key-missing",
            KeyedCall.HEADER,
            "This request needs an Idempotency-Key header: a new random value for each new intention.");
    static final Reason MALFORMED = Reason.invalid(
            "idempotency-key-malformed",
            KeyedCall.HEADER,
            "An Idempotency-Key is one value of 1 to 255 visible ASCII characters.");
    static final Reason NOBODYS = Reason.of(
            Kind.UNAUTHENTICATED,
            "idempotency-key-without-caller",
            "An Idempotency-Key belongs to whoever sends it. Sign in first.");
    static final Reason IN_FLIGHT = Reason.conflict(
            "request-in-flight", "The first request under this Idempotency-Key is still being carried out.");
    static final Reason REUSED = Reason.of(
            Kind.UNPROCESSABLE,
            "idempotency-key-reused",
            "This Idempotency-Key was used for another request. Take a new one for a new intention.");

    /** Most requests are over by then. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private KeyRefused(Reason reason, @Nullable Duration retryAfter) {
        super(reason, reason.sentence(), retryAfter);
    }

    static KeyRefused missing() {
        return new KeyRefused(MISSING, null);
    }

    static KeyRefused malformed() {
        return new KeyRefused(MALFORMED, null);
    }

    static KeyRefused nobodys() {
        return new KeyRefused(NOBODYS, null);
    }

    static KeyRefused inFlight() {
        return new KeyRefused(IN_FLIGHT, A_MOMENT);
    }

    static KeyRefused reused() {
        return new KeyRefused(REUSED, null);
    }
}

package dev.fairground.platform.ratelimit;

import dev.fairground.platform.errors.Kind;
import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;
import java.time.Duration;

/** Too often, or so it must be assumed. */
final class RateRefused extends Refusal {

    static final Reason TOO_OFTEN = Reason.of(
            Kind.TOO_MANY, "too-many-requests", "That was too often. Please wait as long as Retry-After says.");
    static final Reason CANNOT_COUNT = Reason.of(
            Kind.UNAVAILABLE, "limit-unavailable", "We cannot let you in here at this moment. Please retry shortly.");

    /** About as long as a failover of the database takes to be noticed. */
    private static final Duration SHORTLY = Duration.ofSeconds(5);

    private RateRefused(Reason reason, Duration retryAfter) {
        super(reason, reason.sentence(), retryAfter);
    }

    static RateRefused tooOften(Duration untilNext) {
        return new RateRefused(TOO_OFTEN, untilNext);
    }

    static RateRefused cannotCount() {
        return new RateRefused(CANNOT_COUNT, SHORTLY);
    }
}

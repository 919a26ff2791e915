package dev.fairground.integrations;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver a message, and what it means.
 *
 * @param status null where no answer came, and then {@code trouble} says why
 * @param answer the beginning of what the receiver said
 * @param retryAfter how long it asked to be left in peace
 */
record Attempt(
        Instant at,
        Duration took,
        @Nullable Integer status,
        @Nullable String trouble,
        String answer,
        @Nullable Duration retryAfter) {

    /** A redirect is not followed, and is tried again: somebody moved something and may mend it. */
    Verdict verdict() {
        if (status == null) {
            return "FORBIDDEN_ADDRESS".equals(trouble) ? Verdict.REFUSED : Verdict.FAILED;
        }
        return switch (status) {
            case 408, 429 -> Verdict.FAILED;
            case 410 -> Verdict.GONE;
            default ->
                switch (status / 100) {
                    case 2 -> Verdict.DELIVERED;
                    case 4 -> Verdict.REFUSED;
                    default -> Verdict.FAILED;
                };
        };
    }

    /** What one attempt means for its message. */
    enum Verdict {
        DELIVERED,
        /** It can go well later. */
        FAILED,
        /** This message will never be taken, or the address never be called. */
        REFUSED,
        /** The receiver wants nothing any more. */
        GONE
    }
}

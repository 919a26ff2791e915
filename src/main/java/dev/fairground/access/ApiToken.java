package dev.fairground.access;

import dev.fairground.identity.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: everything but its text, which only its owner has.
 *
 * @param lastUsedAt exact to a minute, null until first used
 */
record ApiToken(
        UUID id,
        MemberId member,
        String name,
        Set<Scope> scopes,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    /** Fine enough to see that a token is in use, and one write a minute however busy its client is. */
    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    ApiToken {
        scopes = Set.copyOf(scopes);
    }

    boolean isValid(Instant now) {
        return now.isBefore(expiresAt);
    }

    boolean isDueForTouch(Instant now) {
        return lastUsedAt == null || !now.isBefore(lastUsedAt.plus(TOUCH_EVERY));
    }
}

package dev.fairground.access;

import dev.fairground.identity.MemberId;
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

    ApiToken {
        scopes = Set.copyOf(scopes);
    }
}

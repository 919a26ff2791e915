package dev.fairground.identity;

import org.jspecify.annotations.Nullable;

/**
 * What a member can prove themselves with, and what the signatures of links mailed to them contain.
 *
 * @param secret of a confirmed second factor, or null where there is none
 */
record Credentials(
        Member member,
        boolean confirmed,
        String passwordHash,
        long passwordVersion,
        long signInLinksUsed,
        @Nullable TotpSecret secret) {}

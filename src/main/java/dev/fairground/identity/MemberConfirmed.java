package dev.fairground.identity;

import java.time.Instant;

/** The owner of the address confirmed it; from now on the member can sign in. */
public record MemberConfirmed(MemberId member, Instant at) {}

package dev.fairground.identity;

import java.time.Instant;

/** Somebody asked for an account; the address is not confirmed yet. */
public record MemberSignedUp(MemberId member, Instant at) {}

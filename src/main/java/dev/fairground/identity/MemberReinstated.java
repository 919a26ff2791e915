package dev.fairground.identity;

import java.time.Instant;

/** The member's suspension was lifted. */
public record MemberReinstated(MemberId member, MemberId by, Instant at) {}

package dev.fairground.identity;

import java.time.Instant;

/** The member can no longer sign in or act; all their sessions have ended. */
public record MemberSuspended(MemberId member, MemberId by, Instant at) {}

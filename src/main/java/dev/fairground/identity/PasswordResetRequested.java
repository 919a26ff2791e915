package dev.fairground.identity;

import java.time.Instant;

/** The member waits for a link that sets a new password: {@link Members#passwordResetToken}. */
public record PasswordResetRequested(MemberId member, Instant issuedAt) {}

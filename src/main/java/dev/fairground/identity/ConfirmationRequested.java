package dev.fairground.identity;

import java.time.Instant;

/** The member waits for the link that confirms their address: {@link Members#confirmationToken}. */
public record ConfirmationRequested(MemberId member, Instant issuedAt) {}

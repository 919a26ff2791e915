package dev.fairground.identity;

import java.time.Instant;

/** The member waits, at {@link Members#wantedAddress}, for the link that makes it theirs: {@link Members#addressChangeToken}. */
public record AddressChangeRequested(MemberId member, Instant issuedAt) {}

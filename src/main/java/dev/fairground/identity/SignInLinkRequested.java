package dev.fairground.identity;

import java.time.Instant;

/** The member waits for a link that signs them in: {@link Members#signInToken}. */
public record SignInLinkRequested(MemberId member, Instant issuedAt) {}

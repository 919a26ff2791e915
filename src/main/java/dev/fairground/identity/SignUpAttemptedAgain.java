package dev.fairground.identity;

import java.time.Instant;

/** Somebody signed up with the address of this confirmed member. Only a mail tells them; the answer over HTTP did not. */
public record SignUpAttemptedAgain(MemberId member, Instant at) {}

package dev.fairground.identity;

import java.time.Instant;

/** The member's password is another one, by reset or by themselves; links mailed before are void. */
public record PasswordChanged(MemberId member, Instant at) {}

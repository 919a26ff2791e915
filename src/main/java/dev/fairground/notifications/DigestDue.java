package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import java.time.Instant;

/** The member wants a digest and has not read everything that stood in their inbox at this moment. */
record DigestDue(MemberId member, Instant at) {}

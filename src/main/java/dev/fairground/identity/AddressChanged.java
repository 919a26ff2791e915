package dev.fairground.identity;

import java.time.Instant;

/** The member has another address; whoever reads mail at the former one should know. */
public record AddressChanged(MemberId member, String former, Instant at) {}

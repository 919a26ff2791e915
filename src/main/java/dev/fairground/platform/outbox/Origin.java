package dev.fairground.platform.outbox;

import org.jspecify.annotations.Nullable;

/**
 * Where an event comes from.
 *
 * @param traceparent the publisher's trace (W3C), or null if it was in none
 * @param actor who caused it: {@code member/<id>} or {@code system}
 * @param release the commit that published it, or the first event of the chain that led to it
 */
record Origin(@Nullable String traceparent, String actor, String release) {}

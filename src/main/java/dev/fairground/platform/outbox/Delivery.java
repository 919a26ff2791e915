package dev.fairground.platform.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A claimed delivery. Who holds it may finish it as long as {@code token} is still the row's. */
record Delivery(
        UUID id,
        long token,
        UUID eventId,
        String listener,
        @Nullable String key,
        String event,
        Instant occurredAt,
        int attempts,
        @Nullable String traceparent,
        String actor,
        String release) {}

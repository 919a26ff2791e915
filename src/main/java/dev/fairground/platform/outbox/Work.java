package dev.fairground.platform.outbox;

import java.time.Clock;
import org.springframework.stereotype.Component;

/** What delivering takes. */
@Component
record Work(Listeners listeners, DeliveryStore store, Courier courier, Clock clock) {}

/** Requests that cost are carried out once, however often they are sent: Idempotency-Key. */
@NamedInterface("idempotency")
@NullMarked
package dev.fairground.platform.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** Side effects that survive crashes: events written with the transaction that caused them, delivered after it, at least once. */
@NamedInterface("outbox")
@NullMarked
package dev.fairground.platform.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

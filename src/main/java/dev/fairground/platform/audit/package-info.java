/** Who did what to what: an append-only table, written in the transaction it tells of. */
@NamedInterface("audit")
@NullMarked
package dev.fairground.platform.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

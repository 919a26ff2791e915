/** Identifiers: UUIDv7 (RFC 9562), opaque outside and ordered by time inside. */
@NamedInterface("ids")
@NullMarked
package dev.fairground.platform.ids;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

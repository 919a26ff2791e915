/** Saying no once, by name: refusals, and the one place that turns them and every other failure into an RFC 9457 document or a page. */
@NamedInterface("errors")
@NullMarked
package dev.fairground.platform.errors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

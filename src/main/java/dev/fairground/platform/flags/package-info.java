/**
 * Switches that change what runs without a release: declared in {@code flags.yml}, set at run time, audited.
 *
 * <p>Read by controllers and jobs only, never below, so that a use case does the same thing whoever calls it.
 */
@NamedInterface("flags")
@NullMarked
package dev.fairground.platform.flags;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

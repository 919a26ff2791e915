/** How often is too often: named policies, kept in settings, counted in shared or local buckets. */
@NamedInterface("ratelimit")
@NullMarked
package dev.fairground.platform.ratelimit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** Work that nobody requested, such as a job's item or a delivery: what all of it runs inside of. */
@NamedInterface("work")
@NullMarked
package dev.fairground.platform.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

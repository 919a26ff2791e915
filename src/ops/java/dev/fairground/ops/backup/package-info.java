/** Copies of the database that outlive it, and the way back from them. */
@NullMarked
package dev.fairground.ops.backup;

import org.jspecify.annotations.NullMarked;

/** The loss of the primary, rehearsed: what of that which was confirmed is still there at the follower that takes over. */
@NullMarked
package dev.fairground.ops.failover;

import org.jspecify.annotations.NullMarked;

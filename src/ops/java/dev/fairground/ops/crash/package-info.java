/** The market while its processes die: what of it is lost, doubled or out of balance afterwards. */
@NullMarked
package dev.fairground.ops.crash;

import org.jspecify.annotations.NullMarked;

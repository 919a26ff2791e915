@NullMarked
package dev.fairground.platform.flags;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.fairground.platform.ratelimit;

import org.jspecify.annotations.NullMarked;

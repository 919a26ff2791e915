@NullMarked
package dev.fairground.platform.idempotency;

import org.jspecify.annotations.NullMarked;

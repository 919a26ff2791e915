@NullMarked
package dev.fairground.platform.outbox;

import org.jspecify.annotations.NullMarked;

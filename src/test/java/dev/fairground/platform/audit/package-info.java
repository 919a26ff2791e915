@NullMarked
package dev.fairground.platform.audit;

import org.jspecify.annotations.NullMarked;

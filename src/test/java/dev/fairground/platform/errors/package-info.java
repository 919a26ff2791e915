@NullMarked
package dev.fairground.platform.errors;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.fairground.welcome;

import org.jspecify.annotations.NullMarked;

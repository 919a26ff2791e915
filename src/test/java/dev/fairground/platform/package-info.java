@NullMarked
package dev.fairground.platform;

import org.jspecify.annotations.NullMarked;

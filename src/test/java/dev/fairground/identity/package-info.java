@NullMarked
package dev.fairground.identity;

import org.jspecify.annotations.NullMarked;

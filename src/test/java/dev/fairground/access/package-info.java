@NullMarked
package dev.fairground.access;

import org.jspecify.annotations.NullMarked;

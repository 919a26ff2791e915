@NullMarked
package dev.fairground.platform.querywatch;

import org.jspecify.annotations.NullMarked;

/** The mains behind {@code ops/*}, and the checks that the build runs outside its tests. Never part of the jar. */
@NullMarked
package dev.fairground.ops;

import org.jspecify.annotations.NullMarked;

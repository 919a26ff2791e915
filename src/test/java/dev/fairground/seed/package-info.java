/** Draws what a lively market shows: the pictures of the seeded listings. */
@NullMarked
package dev.fairground.seed;

import org.jspecify.annotations.NullMarked;

/**
 * A small foreign application for the watch to look at: a library with shelves and books. It lies outside of the application's own packages, so
 * that nothing of it is scanned, mapped or served unless a test asks for it.
 */
@NullMarked
package watched;

import org.jspecify.annotations.NullMarked;

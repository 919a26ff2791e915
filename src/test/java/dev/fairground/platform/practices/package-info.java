/** Tests of the catalogue's form and its pages. */
@NullMarked
package dev.fairground.platform.practices;

import org.jspecify.annotations.NullMarked;

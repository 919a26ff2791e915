/**
 * Pictures that strangers send. What comes in is a file nobody vouches for; what goes out is a JPEG that we painted ourselves, in the sizes
 * in which it is shown. Nothing of the file itself survives: no place where it was taken, no second format hidden in its tail.
 */
@NamedInterface("pictures")
@NullMarked
package dev.fairground.platform.pictures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

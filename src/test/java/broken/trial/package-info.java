@NullMarked
package broken.trial;

import org.jspecify.annotations.NullMarked;

/** Faults to plant into a running application, one for each layer that can fail. Nothing here is scanned; a test imports it. */
@NullMarked
package planted;

import org.jspecify.annotations.NullMarked;

@NullMarked
package broken.platform.outbox;

import org.jspecify.annotations.NullMarked;

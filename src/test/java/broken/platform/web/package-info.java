@NullMarked
package broken.platform.web;

import org.jspecify.annotations.NullMarked;

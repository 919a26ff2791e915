@NullMarked
package broken.shop;

import org.jspecify.annotations.NullMarked;

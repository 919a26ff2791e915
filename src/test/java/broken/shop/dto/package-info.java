@NullMarked
package broken.shop.dto;

import org.jspecify.annotations.NullMarked;

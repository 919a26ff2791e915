@NullMarked
package dev.fairground.payments;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.fairground.catalog;

import org.jspecify.annotations.NullMarked;

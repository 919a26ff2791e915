@NullMarked
package dev.fairground.platform.objects;

import org.jspecify.annotations.NullMarked;

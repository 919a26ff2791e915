@NullMarked
package dev.fairground.platform.instance;

import org.jspecify.annotations.NullMarked;

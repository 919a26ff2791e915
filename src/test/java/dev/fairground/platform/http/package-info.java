@NullMarked
package dev.fairground.platform.http;

import org.jspecify.annotations.NullMarked;

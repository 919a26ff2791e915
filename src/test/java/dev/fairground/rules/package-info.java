/** The rules of the house as code. Each is held against the application, and against code broken on purpose to see that it bites. */
@NullMarked
package dev.fairground.rules;

import org.jspecify.annotations.NullMarked;

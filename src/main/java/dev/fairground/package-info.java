/** The root holds only the application's main class and its clock; every other class lives in a module. */
@NullMarked
package dev.fairground;

import org.jspecify.annotations.NullMarked;

/** What tests of every module stand on: one PostgreSQL per JVM, a clock they set, a client that speaks HTTP. */
@NullMarked
package dev.fairground.testing;

import org.jspecify.annotations.NullMarked;

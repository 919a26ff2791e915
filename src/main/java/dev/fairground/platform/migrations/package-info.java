/**
 * How the schema is changed while the release before serves the market: under limits of time, and again after a while where a lock was not to
 * be had. A change that waits for a lock makes everybody behind it wait as well, so it waits briefly and lets the others pass.
 */
@NamedInterface("migrations")
@NullMarked
package dev.fairground.platform.migrations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

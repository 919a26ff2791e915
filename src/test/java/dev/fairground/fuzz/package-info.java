/**
 * Generated bad input: requests made from the application's own OpenAPI documents, each a little or very wrong, and a judge of the answers.
 *
 * <p>Every request follows from the seed and its number, so a finding is met again alone. What goes on the wire is bytes, because half of what
 * is tried no well-behaved client would send.
 */
@NullMarked
package dev.fairground.fuzz;

import org.jspecify.annotations.NullMarked;

/**
 * Those whom {@code ops/bench/outbox} compares: the application's outbox, db-scheduler and Spring Modulith's registry of publications, each
 * as a program of its own that is told by lines on standard input what to do. Outside of the application's packages, so that nothing of it
 * is scanned there.
 */
@NullMarked
package contest;

import org.jspecify.annotations.NullMarked;

/**
 * The mains behind {@code ops/bench/*}. Each brings its own market in a temporary folder, measures ours and what it is compared to in turns,
 * prints ratios, and leaves nothing behind. No test measures time.
 */
@NullMarked
package dev.fairground.ops.bench;

import org.jspecify.annotations.NullMarked;

/**
 * Watches the statements of each unit of work (a request, a job, a delivery) and tells where one statement is run again and again for what
 * one run could have done, the N+1.
 *
 * <p>It stands on the data source and the stack alone, so lazy loads, derived queries and plain JDBC look the same to it. It uses nothing
 * else of this application and can be lifted out as it is: import {@code QueryWatchSetup} and set
 * {@code fairground.querywatch.application}. Work other than requests opens its unit by {@link
 * dev.fairground.platform.querywatch.QueryWatch#unit}; what runs outside of any unit is not watched.
 *
 * <p>The unit is a scoped value and not a thread local: no thread inherits it, pooled or virtual, and there is nothing to clear and so
 * nothing to forget. A task that a request hands to another thread is counted there, if it opens a unit, and not with the request.
 *
 * <p>What is no N+1: a batch (one statement to the driver), a list or a position that moves on, the same again after a write or a failure,
 * and loops that say so with {@link dev.fairground.platform.querywatch.ExpectRepeats}. {@code README.md} beside this file says it whole.
 */
@NamedInterface("querywatch")
@NullMarked
package dev.fairground.platform.querywatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

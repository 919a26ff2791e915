/**
 * Where staff run the market: recurring work, outgoing deliveries, what releases did outside, and the
 * database; seen, paused, repeated and undone.
 *
 * <p>Owns: the addresses and pages of operators; no table. Promises: each act needs the capability {@code staff:operate} and is audited
 * under its actor's name by the piece that does it. Refuses to know: what a job or an event is about; an event's content is not shown,
 * because it may be about people. A leaf: nothing depends on it, and {@code ops/jobs}, {@code ops/outbox} and {@code ops/effects} are
 * clients like any other. A newcomer will ask why a run is asked for and not done at once: whoever answers the request may not be the
 * instance that schedules.
 */
@ApplicationModule(
        displayName = "Operations",
        allowedDependencies = {
            "access",
            "platform :: audit",
            "platform :: doctor",
            "platform :: effects",
            "platform :: errors",
            "platform :: web",
            "platform :: jobs",
            "platform :: outbox"
        })
@NullMarked
package dev.fairground.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

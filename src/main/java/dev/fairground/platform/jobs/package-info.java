/**
 * Recurring work.
 *
 * <p>All of it stands in one place, {@code fairground.jobs} in {@code application.yml}, with its cadence, its grace and a reason; a job
 * without an entry and an entry without a job both stop the start. The clockwork is db-scheduler; ours are the turn, which keeps runs from
 * overlapping whoever begins them, the ledger of runs, and the heartbeat derived from it.
 *
 * <p>Decided, and questioned by newcomers: a missed run is not made up for, because jobs do what is due and not what was scheduled; and the
 * turn is a leased row, not a session's advisory lock, because that would hold a connection for as long as the longest job and mean nothing
 * behind a pooler that shares sessions.
 */
@NamedInterface("jobs")
@NullMarked
package dev.fairground.platform.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

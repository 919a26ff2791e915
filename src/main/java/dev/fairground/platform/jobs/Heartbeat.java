package dev.fairground.platform.jobs;

import dev.fairground.platform.jobs.RecurringWork.Entry;
import dev.fairground.platform.practices.Shows;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a job is, judged by its successes: beginning is none. */
@Shows("job-heartbeat")
public enum Heartbeat {
    /** Has not ended a run yet. */
    NEW,
    /** Succeeded within its period. */
    UP,
    /** Overdue, but still within its grace. */
    LATE,
    /** Failed last time, does not end what it began, or has not succeeded for longer than period and grace. */
    DOWN,
    /** Not run by the schedule because somebody said so. */
    PAUSED;

    static Heartbeat of(History history, Entry entry, Instant now) {
        if (history.paused()) {
            return PAUSED;
        }
        if (history.failures() > 0 || hangs(history, entry, now) || isOverdue(history, entry, now)) {
            return DOWN;
        }
        if (history.lastSuccess() == null) {
            return NEW;
        }
        return history.lastSuccess().plus(entry.period()).isBefore(now) ? LATE : UP;
    }

    private static boolean hangs(History history, Entry entry, Instant now) {
        return history.runningSince() != null
                && history.runningSince().plus(entry.grace()).isBefore(now);
    }

    private static boolean isOverdue(History history, Entry entry, Instant now) {
        return history.lastSuccess() != null
                && history.lastSuccess()
                        .plus(entry.period())
                        .plus(entry.grace())
                        .isBefore(now);
    }

    /**
     * What the ledger knows of a job.
     *
     * @param failures how many runs since the last success failed or were lost
     * @param runningSince since when a run is under way, or null
     * @param setAside how many items wait for another try
     */
    record History(
            boolean paused,
            long failures,
            @Nullable Instant lastSuccess,
            @Nullable Instant runningSince,
            long setAside) {}
}

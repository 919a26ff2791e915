package dev.fairground.platform.jobs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a job is, judged by its last success alone: beginning is no success. */
public enum Heartbeat {
    /** Has not ended a run yet. */
    NEW,
    /** Succeeded within its period. */
    UP,
    /** Overdue, but still within its grace. */
    LATE,
    /** Failed last time, or has not succeeded for longer than period and grace, whether it did not begin or does not end. */
    DOWN,
    /** Not run by the schedule because somebody said so. */
    PAUSED;

    static Heartbeat of(History history, Duration period, Duration grace, Instant now) {
        Instant success = history.lastSuccess();
        Instant since = success != null ? success : history.runningSince();
        if (history.paused()) {
            return PAUSED;
        }
        if (history.failedLast()
                || since != null && since.plus(period).plus(grace).isBefore(now)) {
            return DOWN;
        }
        if (success == null) {
            return NEW;
        }
        return success.plus(period).isBefore(now) ? LATE : UP;
    }

    /**
     * What the ledger knows of a job.
     *
     * @param failedLast whether the latest run that ended, ended badly
     * @param runningSince since when a run is under way, or null
     */
    record History(
            boolean paused,
            boolean failedLast,
            @Nullable Instant lastSuccess,
            @Nullable Instant runningSince) {}
}

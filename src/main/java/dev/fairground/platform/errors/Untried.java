package dev.fairground.platform.errors;

import java.time.Duration;

/**
 * What was wanted was not even tried, whoever had to do without it. Nothing has failed and nothing has changed, so the outbox keeps such a
 * delivery for later and counts no attempt.
 */
public interface Untried {

    /** How long to wait before it is worth another look; more than nothing. */
    Duration pause();

    /** Who else who wants the same would have to wait that long. */
    default Others others() {
        return Others.NONE;
    }

    /** Other deliveries to the same listener. */
    enum Others {
        NONE,
        /** Those that have failed before. */
        REPEATED,
        ALL
    }
}

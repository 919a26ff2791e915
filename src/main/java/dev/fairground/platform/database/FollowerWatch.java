package dev.fairground.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks again and again how far the follower is behind, so that no request has to ask. */
final class FollowerWatch implements SmartLifecycle {

    private static final Duration PACE = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(FollowerWatch.class);

    private final DataSource primary;
    private final DataSource follower;
    private final Duration bound;
    private final FollowerLag lag = new FollowerLag();
    private volatile Duration seen = FollowerLag.LOST;
    private final Thread thread = Thread.ofVirtual().name("follower-watch").unstarted(this::watch);
    private volatile boolean isRunning;

    FollowerWatch(DataSource primary, DataSource follower, Duration bound) {
        this.primary = primary;
        this.follower = follower;
        this.bound = bound;
    }

    boolean isFresh() {
        return seen.compareTo(bound) <= 0;
    }

    /** In seconds; a day and more where it cannot be reached. */
    double lag() {
        return seen.toNanos() / 1e9;
    }

    /** Called by whoever could not get a connection of it; the next look decides anew. */
    void isAway() {
        seen = FollowerLag.LOST;
    }

    synchronized void look() {
        boolean wasFresh = isFresh();
        try (var there = primary.getConnection();
                var here = follower.getConnection()) {
            // The clock first: what is written while we ask makes the lag look longer, never shorter.
            long asked = System.nanoTime();
            lag.primaryWas(position(there, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"), asked);
            seen = lag.followerIs(
                    position(
                            here,
                            "select case when pg_is_in_recovery() then pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0') else 0 end"),
                    System.nanoTime());
        } catch (SQLException unreachable) {
            log.debug("One of the two databases does not answer", unreachable);
            isAway();
        }
        if (wasFresh != isFresh()) {
            log.warn(
                    isFresh()
                            ? "The follower is up to date and read from"
                            : "The follower is away or {} s behind; the primary serves",
                    seen.toSeconds());
        }
    }

    private static long position(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void start() {
        isRunning = true;
        thread.start();
    }

    @Override
    public void stop() {
        isRunning = false;
        LockSupport.unpark(thread);
        try {
            var _ = thread.join(PACE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    private void watch() {
        while (isRunning) {
            look();
            LockSupport.parkNanos(PACE.toNanos());
        }
    }
}

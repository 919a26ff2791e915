package dev.fairground.platform.outbox;

import dev.fairground.platform.outbox.OutboxListener.Lane;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other instances' {@link Bell}s ring, on one connection that it keeps from the pool. Behind a pooler that does not keep
 * sessions it hears nothing, and polling alone serves.
 */
final class Ear {

    private static final Duration BEFORE_RECONNECTING = Duration.ofSeconds(1);

    /** How long it listens before it looks whether it is still wanted; what is said meanwhile it hears at once. */
    private static final int ATTENTION_MILLIS = 500;

    private static final Logger log = LoggerFactory.getLogger(Ear.class);

    private final DataSource database;
    private final Bell bell;
    private final Thread thread = Thread.ofVirtual().name("outbox-ear").unstarted(this::run);
    private volatile boolean stopping;

    Ear(DataSource database, Bell bell) {
        this.database = database;
        this.bell = bell;
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread); // no interrupt, which would tear the connection down under the pool
        thread.join(Duration.ofSeconds(2));
    }

    private void run() {
        while (!stopping) {
            try {
                listen();
            } catch (SQLException lost) {
                if (!stopping) {
                    log.warn("Hears no wake-ups at present; polling serves", lost);
                    LockSupport.parkNanos(BEFORE_RECONNECTING.toNanos());
                }
            }
        }
    }

    private void listen() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("listen " + Bell.CHANNEL);
            for (Lane lane : Lane.values()) {
                bell.ringHere(lane); // what was rung before we listened
            }
            var session = connection.unwrap(PGConnection.class);
            while (!stopping) {
                for (var notification : session.getNotifications(ATTENTION_MILLIS)) {
                    ring(notification.getParameter());
                }
            }
        }
    }

    /** A newer release may ring for a lane that this one does not know. */
    private void ring(String name) {
        for (Lane lane : Lane.values()) {
            if (lane.name().equals(name)) {
                bell.ringHere(lane);
            }
        }
    }
}

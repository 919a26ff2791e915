package dev.fairground.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request: what it holds of the database, and how it is ended when its time is over. First the statement that runs is cancelled, which
 * frees its locks with an error that the handler meets; a handler that waits for something else is interrupted a moment later. A commit
 * is left alone, because nobody could say afterwards whether it happened.
 */
final class RequestInHand {

    /** The answer to a query that was cancelled, PostgreSQL's own code for it. */
    static final String QUERY_CANCELED = "57014";

    /** For the handler to end by itself after its statement was cancelled. */
    private static final long GRACE_NANOS = Duration.ofMillis(500).toNanos();

    private static final ScopedValue<RequestInHand> CURRENT = ScopedValue.newInstance();
    private static final Logger log = LoggerFactory.getLogger(RequestInHand.class);

    private final Thread thread = Thread.currentThread();
    private final Set<HeldConnection> held = ConcurrentHashMap.newKeySet();
    private final long until;
    private volatile boolean isOver;
    private boolean hasEnded;
    private boolean wasInterrupted;
    private boolean wentWithout;
    private boolean mayLag;

    RequestInHand(Duration patience) {
        this.until = System.nanoTime() + patience.toNanos();
    }

    static @Nullable RequestInHand current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** Waits for a connection once per request: who has waited in vain hears at once that there is still none. */
    Connection borrow(Source pool, HikariDataSource owner) throws SQLException {
        mustGoOn();
        if (wentWithout) {
            throw new SQLTransientConnectionException("There was no connection for this request a moment ago");
        }
        try {
            var connection = new HeldConnection(pool.connection(), owner, this);
            held.add(connection);
            return connection.proxy();
        } catch (SQLTransientConnectionException none) {
            wentWithout = !mayLag; // there is the primary yet
            throw none;
        }
    }

    /** What this request reads from now on may be a moment old. */
    void mayLag(boolean content) {
        mayLag = content;
    }

    boolean mayLag() {
        return mayLag;
    }

    void returned(HeldConnection connection) {
        held.remove(connection);
    }

    void mustGoOn() throws SQLException {
        if (isOver) throw new SQLTimeoutException("The request has taken too long", QUERY_CANCELED);
    }

    boolean isDue(long now) {
        return now - until >= 0;
    }

    /** Called every so often from outside once it is due. */
    void look(long now) {
        boolean waitsElsewhere = !isOver && held.isEmpty();
        isOver = true;
        held.forEach(HeldConnection::cancel);
        if (waitsElsewhere || now - until > GRACE_NANOS) interrupt();
    }

    private synchronized void interrupt() {
        if (hasEnded || wasInterrupted || held.stream().anyMatch(HeldConnection::isCommitting)) return;
        wasInterrupted = true;
        thread.interrupt();
    }

    /** The last act on the request's own thread. What it did not give back is taken from it, or it would be missing from the pool for good. */
    void end() {
        synchronized (this) {
            hasEnded = true;
        }
        if (wasInterrupted) Thread.interrupted(); // the thread goes on to write the answer
        for (var left : held) {
            log.error("A request has kept a connection after its end; it is taken away");
            left.abandon();
        }
    }

    /** Where a connection comes from. */
    @FunctionalInterface
    interface Source {

        Connection connection() throws SQLException;
    }
}

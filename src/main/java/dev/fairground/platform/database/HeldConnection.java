package dev.fairground.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection in a request's hands, which can be told from outside to stop what it does. A cancellation goes to the server by another way
 * and may arrive when the statement is over; so a connection for which one was sent is never given to anybody else.
 */
final class HeldConnection implements InvocationHandler {

    private static final Logger log = LoggerFactory.getLogger(HeldConnection.class);

    private final Connection connection;
    private final HikariDataSource pool;
    private final RequestInHand request;
    private boolean isClosed;
    private boolean isCancelled;
    private volatile boolean isCommitting;

    HeldConnection(Connection connection, HikariDataSource pool, RequestInHand request) {
        this.connection = connection;
        this.pool = pool;
        this.request = request;
    }

    Connection proxy() {
        return (Connection)
                Proxy.newProxyInstance(HeldConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    boolean isCommitting() {
        return isCommitting;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "close" -> {
                close();
                return null;
            }
            case "commit" -> {
                isCommitting = true;
                try {
                    return passedOn(method, arguments);
                } finally {
                    isCommitting = false;
                }
            }
            case "createStatement", "prepareStatement", "prepareCall" -> request.mustGoOn();
            default -> {}
        }
        return passedOn(method, arguments);
    }

    /** Does nothing where it is too late or where nobody could say what came of it. */
    synchronized void cancel() {
        if (isClosed || isCommitting) return;
        isCancelled = true;
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException unreachable) {
            log.warn("Could not cancel a statement; the server's own limit will end it", unreachable);
        }
    }

    /** Ends a session that its request forgot. */
    void abandon() {
        pool.evictConnection(connection);
    }

    private synchronized void close() throws SQLException {
        if (isClosed) return;
        isClosed = true;
        request.returned(this);
        if (isCancelled) {
            pool.evictConnection(connection);
        } else {
            connection.close();
        }
    }

    private @Nullable Object passedOn(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}

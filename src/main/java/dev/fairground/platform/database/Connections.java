package dev.fairground.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The database, as all of the application knows it: gives each thread a connection for what that thread is doing. */
final class Connections extends AbstractDataSource {

    private final Pools pools;
    private final SessionNames names;
    private final @Nullable FollowerWatch follower;

    Connections(Pools pools, SessionNames names, @Nullable FollowerWatch follower) {
        this.pools = pools;
        this.names = names;
        this.follower = follower;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var request = RequestInHand.current();
        if (request == null) return named(Purpose.WORKER);
        if (follower != null && request.mayLag() && follower.isFresh()) {
            try {
                var pool = pools.of(Purpose.FOLLOWER);
                return request.borrow(pool::getConnection, pool);
            } catch (SQLTransientConnectionException none) {
                follower.isAway();
                request.mayLag(false);
            }
        }
        return request.borrow(() -> named(Purpose.WEB), pools.of(Purpose.WEB));
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLException("Connections are made as the one that the settings name");
    }

    /** Costs a round trip only where the session was last borrowed for something else. */
    private Connection named(Purpose purpose) throws SQLException {
        var connection = pools.of(purpose).getConnection();
        try {
            connection.setClientInfo("ApplicationName", names.here(purpose));
            return connection;
        } catch (SQLException lost) {
            connection.close();
            throw lost;
        }
    }

    /** The pool from which a connection would come here. */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        var pool = pools.of(RequestInHand.current() == null ? Purpose.WORKER : Purpose.WEB);
        return type.isInstance(pool) ? type.cast(pool) : super.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(pools.of(Purpose.WORKER)) || super.isWrapperFor(type);
    }
}

package dev.fairground.platform.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A session that can change nothing, waits for nobody, ends soon, and is rolled back. Besides its one transaction the session itself is
 * read-only, because a text that says {@code commit} would leave the transaction.
 */
final class Harmless {

    private static final Duration WAIT_FOR_LOCKS = Duration.ofSeconds(1);

    private final DataSource database;

    Harmless(DataSource database) {
        this.database = database;
    }

    /** @param longest what a statement may take */
    <T> T look(Duration longest, Look<T> look) throws SQLException {
        try (var connection = database.getConnection()) {
            boolean committing = connection.getAutoCommit();
            connection.setAutoCommit(true);
            set(connection, "set default_transaction_read_only = on");
            try {
                connection.setAutoCommit(false);
                set(
                        connection,
                        "set local statement_timeout = " + longest.toMillis() + "; set local lock_timeout = "
                                + WAIT_FOR_LOCKS.toMillis());
                return look.at(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                set(connection, "reset default_transaction_read_only");
                connection.setAutoCommit(committing);
            }
        }
    }

    static JdbcClient client(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** What the server said, without what the driver adds on further lines, in the language of its machine. */
    static String said(SQLException failed) {
        return String.valueOf(failed.getMessage()).lines().findFirst().orElse("") + ".";
    }

    private static void set(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(setting);
        }
    }

    /** What is done in the session. */
    @FunctionalInterface
    interface Look<T> {

        T at(Connection connection) throws SQLException;
    }
}

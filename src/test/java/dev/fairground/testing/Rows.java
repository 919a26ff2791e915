package dev.fairground.testing;

import dev.fairground.platform.ids.UuidV7;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Where fixtures write their rows: straight into the tables, whose constraints judge them like any other. */
public final class Rows {

    private final JdbcClient jdbc;
    private final Random random;

    private Rows(JdbcClient jdbc, Random random) {
        this.jdbc = jdbc;
        this.random = random;
    }

    /** For a test: each statement for itself, or within the test's transaction. */
    public static Rows in(DataSource database) {
        return in(JdbcClient.create(database));
    }

    public static Rows in(JdbcClient jdbc) {
        return new Rows(jdbc, Chance.random());
    }

    /** For a seed: within the connection's transaction, and with the same ids from the same state of {@code random}. */
    public static Rows in(Connection connection, Random random) {
        return new Rows(JdbcClient.create(new SingleConnectionDataSource(connection, true)), random);
    }

    public UUID id(Instant at) {
        return UuidV7.at(at, random);
    }

    public JdbcClient.StatementSpec sql(String sql) {
        return jdbc.sql(sql);
    }

    /** An instant as the driver takes it; null stays null. */
    public static @Nullable Object at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}

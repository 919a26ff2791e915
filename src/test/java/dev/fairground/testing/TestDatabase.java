package dev.fairground.testing;

import dev.fairground.development.DatabaseRoles;
import dev.fairground.platform.practices.Shows;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One PostgreSQL for all tests of a JVM, on a port and in a folder of its own. It is migrated once; each Spring context gets a copy of
 * that database in a few milliseconds. Tests empty tables as they like, so they are kept away from what has another name than a copy's.
 */
@Shows("test-separate-databases")
public final class TestDatabase {

    private static final Pattern OURS = Pattern.compile("test_(copy|empty)_\\d+");

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger COPIES = new AtomicInteger();

    private TestDatabase() {}

    /** A fresh, migrated, empty database of its own; returns its JDBC URL. */
    public static synchronized String copy() {
        String name = "test_copy_" + COPIES.incrementAndGet();
        execute("create database " + name + " template migrated");
        return SERVER.getJdbcUrl("postgres", name);
    }

    /** A fresh database without any schema; returns its JDBC URL. */
    public static synchronized String empty() {
        String name = "test_empty_" + COPIES.incrementAndGet();
        execute("create database " + name);
        return SERVER.getJdbcUrl("postgres", name);
    }

    /** The same database as another role than the owner. */
    public static String as(String role, String url) {
        return url.replace("user=postgres", "user=" + role);
    }

    /** Runs {@code work} while the database behind {@code url} takes no connection and has ended those it had. */
    public static synchronized void without(String url, Runnable work) {
        String name = url.replaceFirst(".*/([a-z_0-9]+)\\?.*", "$1");
        execute("alter database " + name + " allow_connections false");
        try {
            execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            work.run();
        } finally {
            execute("alter database " + name + " allow_connections true");
        }
    }

    /** Throws {@link IllegalStateException} where no test made the database, before anybody can empty it. */
    static void mustBeOurs(DataSource database) {
        String name = JdbcClient.create(database)
                .sql("select current_database()")
                .query(String.class)
                .single();
        if (!OURS.matcher(name).matches()) {
            throw new IllegalStateException("Tests empty tables, and no test made the database \"" + name
                    + "\": take TestDatabase.copy() or empty().");
        }
    }

    private static EmbeddedPostgres start() {
        try {
            // As in development, whatever the shell's language. Before PostgreSQL 17 only the operating system knows
            // letters.
            var letters = System.getProperty("postgres.letters", "builtin-locale");
            var server = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", letters.equals("builtin-locale") ? "builtin" : "libc")
                    .setLocaleConfig(letters, "C.UTF-8")
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("timezone", "UTC")
                    .setServerConfig("fsync", "off") // thrown away at the end: only here is that allowed
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .start();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database migrated");
            }
            DatabaseRoles.make(server.getPostgresDatabase());
            Migrator.of(server.getDatabase("postgres", "migrated")).load().migrate();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void execute(String sql) {
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

package dev.fairground.testing;

import dev.fairground.development.DatabaseRoles;
import dev.fairground.development.Follower;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A primary with a migrated database, and a follower of it, both real and their own; made when first asked for. */
public final class TestFollower {

    private static final String DATABASE = "test_copy_1";
    private static final TestFollower BOTH = new TestFollower();

    private final EmbeddedPostgres primary;
    private final Follower follower;

    private TestFollower() {
        try {
            var folder =
                    Files.createTempDirectory(Path.of("target"), "follower").toAbsolutePath();
            primary = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .start();
            DatabaseRoles.make(primary.getPostgresDatabase());
            JdbcClient.create(primary.getPostgresDatabase())
                    .sql("create database " + DATABASE)
                    .update();
            Migrator.of(primary.getDatabase("postgres", DATABASE)).load().migrate();
            follower = Follower.of(primary.getPostgresDatabase(), folder.resolve("pg"), freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The address of the database at the primary. */
    public static String primary() {
        return BOTH.primary.getJdbcUrl("postgres", DATABASE);
    }

    /** The address of the same database at the follower. */
    public static String follower() {
        return primary().replace(":" + BOTH.primary.getPort() + "/", ":" + BOTH.follower.port() + "/");
    }

    /** A superuser's way to the follower. */
    public static DataSource operator() {
        return BOTH.follower.postgres();
    }

    private void stop() {
        try {
            follower.close();
            primary.close();
        } catch (IOException left) {
            System.err.println("A follower was left behind: " + left);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

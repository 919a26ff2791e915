package dev.fairground.development;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A second server on this machine that follows another by its stream of log, as a follower in production does. */
public final class Follower implements AutoCloseable {

    private static final String SLOT = "fairground_follower";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final DataSource primary;
    private final EmbeddedPostgres server;

    private Follower(DataSource primary, EmbeddedPostgres server) {
        this.primary = primary;
        this.server = server;
    }

    /**
     * Copies {@code primary}, a superuser's address of a server on this machine, into {@code folder}, which is made, and follows it on
     * {@code port}. The primary keeps its log for as long as this one is not closed, even while it is down.
     */
    public static Follower of(DataSource primary, Path folder, int port) throws IOException, SQLException {
        Path data;
        int primaryPort;
        try (var connection = primary.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_create_physical_replication_slot('" + SLOT
                    + "', true) where not exists (select from pg_replication_slots where slot_name = '" + SLOT + "')");
            try (var row =
                    statement.executeQuery("select current_setting('data_directory'), current_setting('port')::int")) {
                row.next();
                data = Path.of(row.getString(1));
                primaryPort = row.getInt(2);
            }
        }
        BaseBackup.copy(primary, data, folder);
        Files.createFile(folder.resolve("standby.signal"));
        Files.writeString(
                folder.resolve("postgresql.auto.conf"),
                """
                primary_conninfo = 'host=localhost port=%d user=postgres application_name=%s'
                primary_slot_name = '%s'
                hot_standby_feedback = on
                """.formatted(primaryPort, SLOT, SLOT),
                StandardOpenOption.APPEND);
        return new Follower(primary, start(folder, port));
    }

    private static EmbeddedPostgres start(Path folder, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(LONGEST_START)
                .setPort(port)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile()))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
    }

    public DataSource postgres() {
        return server.getPostgresDatabase();
    }

    public int port() {
        return server.getPort();
    }

    /** Stops it, and lets the primary forget it. */
    @Override
    public void close() throws IOException {
        server.close();
        try (var connection = primary.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active and slot_name = '"
                            + SLOT + "'");
        } catch (SQLException primaryGone) {
            // then nobody keeps a log for us
        }
    }
}

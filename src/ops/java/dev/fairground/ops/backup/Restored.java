package dev.fairground.ops.backup;

import dev.fairground.development.LocalPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server that an archive was brought back into, in a folder of its own; the one that was lost, if it is there, stays as it is. */
final class Restored implements AutoCloseable {

    /** Until the copy has become whole by its log and may be read. */
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    /** A week of a market's log. */
    private static final Duration LONGEST_RECOVERY = Duration.ofHours(4);

    private final EmbeddedPostgres server;

    private Restored(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Plays the log up to {@code moment}, or all of it where that is null; returns when the server takes writes. Throws {@link Unusable} for an
     * archive that cannot be brought back to it, before anything is written.
     */
    static Restored from(Archive archive, Path data, @Nullable Instant moment) throws IOException {
        archive.check(moment);
        if (Files.exists(data)) throw new Unusable(data + " is there already: name a new folder.");
        copy(archive.base(), data);
        Files.createFile(data.resolve("recovery.signal"));
        // The server reads this before it knows any zone by its letters, UTC's included.
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                """
                restore_command = 'cp "%s/%%f" "%%p"'
                recovery_target_time = '%s'
                recovery_target_action = 'promote'
                """.formatted(
                        archive.wal(), moment == null ? "" : moment.toString().replace("Z", "+00")),
                StandardOpenOption.APPEND);
        var restored = new Restored(start(data));
        restored.awaitEndOfRecovery();
        // What was for this one recovery, or the next would end at the same moment.
        Files.copy(
                archive.base().resolve("postgresql.auto.conf"),
                data.resolve("postgresql.auto.conf"),
                StandardCopyOption.REPLACE_EXISTING);
        return restored;
    }

    private static EmbeddedPostgres start(Path data) throws IOException {
        var log = data.resolveSibling(data.getFileName() + ".log");
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(LONGEST_START)
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .start();
        } catch (IOException failed) {
            if (Files.exists(data.resolve("postmaster.pid"))) LocalPostgres.kill(data);
            throw new Unusable(
                    "The log cannot be played (" + failed.getMessage() + "); " + log + " ends with the reason.");
        }
    }

    /** The address of one of its databases. */
    String url(String database) {
        return server.getJdbcUrl("postgres", database);
    }

    private void awaitEndOfRecovery() throws IOException {
        var jdbc = JdbcClient.create(server.getPostgresDatabase());
        long deadline = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        try {
            while (jdbc.sql("select pg_is_in_recovery()").query(Boolean.class).single()) {
                if (System.nanoTime() > deadline)
                    throw new Unusable("The log takes longer to play than " + LONGEST_RECOVERY + ".");
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        } catch (DataAccessException ended) {
            throw new Unusable("The server ended while it played the log (" + ended.getMessage() + ").");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var place = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
                } else {
                    Files.copy(file, place);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

package dev.fairground.development;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Copies the folder of a running server by that server's own functions, so that no client program of its version is needed. The copy by
 * itself is worth nothing: it becomes whole with the log that was written meanwhile, from a stream or an archive.
 */
public final class BaseBackup {

    /** What belongs to the running process alone, and the log, which comes by another way. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "standby.signal", "recovery.signal");

    private BaseBackup() {}

    /** Copies {@code data}, which {@code server}, a superuser's, writes; returns the position of the log from which the copy is whole. */
    public static String copy(DataSource server, Path data, Path into) throws SQLException, IOException {
        // Start and stop belong to one session: its end would call the backup off.
        try (var connection = server.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('fairground', fast => true)");
            copy(data, into);
            try (var stopped =
                    statement.executeQuery("select lsn, labelfile from pg_backup_stop(wait_for_archive => false)")) {
                stopped.next();
                Files.writeString(into.resolve("backup_label"), stopped.getString("labelfile"));
                return stopped.getString("lsn");
            }
        }
    }

    private static void copy(Path data, Path into) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var place = data.relativize(folder);
                if (place.getNameCount() > 1
                        && EMPTIED.contains(place.getName(0).toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                ours(into.resolve(place));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var place = data.relativize(file);
                boolean wanted = !LEFT_OUT.contains(place.toString())
                        && !EMPTIED.contains(place.getName(0).toString())
                        && !file.getFileName().toString().startsWith("pgsql_tmp");
                if (wanted) copyUnlessGone(file, into.resolve(place));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException)
                    return FileVisitResult.CONTINUE; // dropped meanwhile, and the log says so
                throw failed;
            }
        });
    }

    private static void copyUnlessGone(Path file, Path place) throws IOException {
        try {
            Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException dropped) {
            Files.deleteIfExists(place);
        }
    }

    /** PostgreSQL does not start in a folder that others may look into. */
    private static void ours(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

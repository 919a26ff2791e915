package dev.fairground.ops.backup;

import dev.fairground.platform.practices.Shows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * Backs one server up again and again: copies it anew each day, fetches its log in between, sends both away sealed, and restores each day what lies
 * there into an empty folder. Whatever it has done it writes into {@code jobs.beat}, with the moment by which it is missed; so the database that
 * is to be saved says itself when nobody saves it.
 */
@Shows("db-backups-tested")
final class Keeper {

    /** As the runbook on retention promises those who want to be forgotten. */
    static final Duration KEPT = Duration.ofDays(35);

    /** A copy and its rehearsal may take so long before the next fetch is missed. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private final String server;
    private final String database;
    private final Path folder;
    private final Parcels parcels;
    private final Duration every;
    private final Duration anew;

    /**
     * @param server a superuser's address, with a place for the name of a database
     * @param folder for copies on their way, and for rehearsals
     * @param anew how old a copy, and a rehearsal, may be before there is another
     */
    Keeper(String server, String database, Path folder, Parcels parcels, Duration every, Duration anew) {
        this.server = server;
        this.database = database;
        this.folder = folder;
        this.parcels = parcels;
        this.every = every;
        this.anew = anew;
    }

    /** Returns what was done, in a sentence. */
    String round(Instant now) throws IOException, SQLException {
        var current = newest(now);
        String name = current.orElseGet(() -> NAME.format(now.atOffset(ZoneOffset.UTC)));
        var said = backUp(name, current.isEmpty(), now);
        if (!isRehearsed(now)) said += " " + rehearse(name, now);
        return said;
    }

    private String backUp(String name, boolean isNew, Instant now) throws IOException, SQLException {
        var postgres = new DriverManagerDataSource(server.formatted("postgres"));
        var archive = new Archive(folder.resolve(name));
        if (isNew) archive.copy(postgres, server.formatted(database));
        else archive.fetch(postgres);
        int sent = parcels.send(folder.resolve(name), name);
        var said = "%s %s, %d parcels sent.".formatted(isNew ? "Copied" : "Fetched log for", name, sent);
        if (isNew) forgetOthers(name, now);
        beat("backup", now, every.plus(GRACE), said);
        return said;
    }

    /** The copy that the log is fetched for; none where it is too old, or was interrupted. */
    private Optional<String> newest(Instant now) throws IOException {
        Files.createDirectories(folder);
        try (var copies = Files.list(folder)) {
            return copies.filter(copy -> new Archive(copy).isWhole())
                    .map(copy -> String.valueOf(copy.getFileName()))
                    .filter(name -> !isOlder(name, anew, now))
                    .max(String::compareTo);
        }
    }

    private void forgetOthers(String name, Instant now) throws IOException {
        try (var copies = Files.list(folder)) {
            for (var copy : copies.filter(copy -> !copy.endsWith(name)).toList())
                FileSystemUtils.deleteRecursively(copy);
        }
        for (var there : parcels.whole()) {
            if (isOlder(there, KEPT, now)) parcels.forget(there);
        }
    }

    private boolean isRehearsed(Instant now) {
        return JdbcClient.create(new DriverManagerDataSource(server.formatted(database)))
                .sql("select at from jobs.beat where name = 'backup-restored'")
                .query(OffsetDateTime.class)
                .optional()
                .filter(at -> at.toInstant().plus(anew).isAfter(now))
                .isPresent();
    }

    private String rehearse(String name, Instant now) throws IOException, SQLException {
        var place = folder.resolve("rehearsal");
        FileSystemUtils.deleteRecursively(place);
        try {
            parcels.bring(name, place.resolve("backup"));
            var archive = new Archive(place.resolve("backup"));
            try (var restored = Restored.from(archive, place.resolve("data"), null)) {
                var then = archive.contents();
                var there = Contents.of(restored.url(database), then.settled());
                var faults = Soundness.faults(restored.url(database), then, there);
                if (!faults.isEmpty()) {
                    throw new Unusable("What came back is not sound: " + String.join("; ", faults));
                }
                var said = "Restored %s: %d tables, %d rows, sound."
                        .formatted(name, there.rows().size(), there.rowsInAll());
                beat("backup-restored", now, anew.multipliedBy(2), said);
                return said;
            }
        } finally {
            FileSystemUtils.deleteRecursively(place);
        }
    }

    private void beat(String name, Instant now, Duration missedAfter, String note) {
        JdbcClient.create(new DriverManagerDataSource(server.formatted(database)))
                .sql("""
                        insert into jobs.beat (name, at, next_by, note)
                        values (:name, :at, :nextBy, :note)
                        on conflict (name) do update set at = excluded.at, next_by = excluded.next_by, note = excluded.note
                        """)
                .param("name", name)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("nextBy", now.plus(missedAfter).atOffset(ZoneOffset.UTC))
                .param("note", note)
                .update();
    }

    private static boolean isOlder(String name, Duration age, Instant now) {
        try {
            return LocalDateTime.parse(name, NAME)
                    .toInstant(ZoneOffset.UTC)
                    .plus(age)
                    .isBefore(now);
        } catch (DateTimeException somebodyElses) {
            return false;
        }
    }
}

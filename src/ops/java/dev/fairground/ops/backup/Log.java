package dev.fairground.ops.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a server has written since its copy was begun, segment by segment, each beside its sum. It comes by SQL. A slot at the server keeps what was
 * not fetched yet, so one is missing only where somebody dropped that, or somebody removed it here.
 */
final class Log {

    private static final String SLOT = "fairground_backup";
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");

    private final Path folder;

    Log(Path folder) {
        this.folder = folder;
    }

    /** Where the log of a copy begins: its first segment, and the bytes that each segment has at this server. */
    record Start(String segment, long size) {

        long number(String segment) {
            return Long.parseLong(segment.substring(8, 16), 16) * perFile() + Long.parseLong(segment.substring(16), 16);
        }

        String name(String like, long number) {
            return like.substring(0, 8) + "%08X%08X".formatted(number / perFile(), number % perFile());
        }

        /** How many have the first half of their number in common: as many as make four gigabytes. */
        private long perFile() {
            return (1L << 32) / size;
        }
    }

    Path folder() {
        return folder;
    }

    /** From now on, the server keeps what it writes until it was fetched. */
    static void keep(JdbcClient server) {
        server.sql("""
                select pg_drop_replication_slot(slot_name)
                  from pg_replication_slots
                 where slot_name = :slot and wal_status = 'lost'
                """).param("slot", SLOT).query((row, number) -> "").list();
        server.sql("""
                select pg_create_physical_replication_slot(:slot, true)
                 where not exists (select from pg_replication_slots where slot_name = :slot)
                """).param("slot", SLOT).query((row, number) -> "").list();
    }

    /** Brings what is complete and not here yet, from {@code start} on; throws {@link Unusable} where the server has thrown some of it away. */
    int fetch(JdbcClient server, Start start) throws IOException {
        // What is being written is in the segment after this position, even where the position lies between two.
        var position = server.sql("select pg_current_wal_flush_lsn()::text")
                .query(String.class)
                .single();
        var complete = server.sql("""
                select name
                  from pg_ls_waldir()
                 where name ~ '^[0-9A-F]{24}$' and substr(name, 9) >= substr(:first, 9)
                                               and substr(name, 9) < substr(pg_walfile_name(:position::pg_lsn + 1), 9)
                    or name ~ '^[0-9A-F]{8}\\.history$'
                 order by name
                """)
                .param("first", start.segment())
                .param("position", position)
                .query(String.class)
                .list();
        int fetched = 0;
        for (var name : complete) {
            if (Files.exists(folder.resolve(Objects.requireNonNull(name)))) continue;
            bring(server, name);
            fetched++;
        }
        var last = last();
        var gaps = last == null ? List.of(start.segment() + " is missing") : gaps(start, last);
        if (!gaps.isEmpty()) {
            throw new Unusable("The server has thrown log away that was not fetched (" + gaps.getFirst()
                    + "): what is here ends before that. Make a new backup, into another folder.");
        }
        server.sql("select pg_replication_slot_advance(:slot, :position::pg_lsn)")
                .param("slot", SLOT)
                .param("position", position)
                .query((row, number) -> "")
                .list();
        return fetched;
    }

    /** Under its name only when it is whole and its sum is there: half a segment would end a recovery in its middle. */
    private void bring(JdbcClient server, String name) throws IOException {
        byte[] bytes = server.sql("select pg_read_binary_file('pg_wal/' || :name)")
                .param("name", name)
                .query(byte[].class)
                .single();
        var half = Files.createDirectories(folder.resolve("half")).resolve(name);
        Files.write(half, bytes);
        var sum = folder.resolve(name + ".sha256");
        Sums.write(half.resolveSibling(name + ".sha256"), List.of(half));
        Files.move(half.resolveSibling(name + ".sha256"), sum, StandardCopyOption.ATOMIC_MOVE);
        Files.move(half, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The newest segment that is here; null where there is none. */
    @Nullable
    String last() throws IOException {
        var segments = segments();
        return segments.isEmpty() ? null : segments.getLast();
    }

    /** What is not as it was when it was fetched. */
    List<String> damaged() throws IOException {
        var damaged = new ArrayList<String>();
        for (var segment : segments()) {
            if (!Sums.broken(folder.resolve(segment + ".sha256")).isEmpty()) damaged.add(segment + " is damaged");
        }
        return damaged;
    }

    /** What is missing of that which leads from {@code start} to {@code last}. */
    List<String> gaps(Start start, String last) throws IOException {
        var here = segments().stream().map(start::number).collect(Collectors.toSet());
        return LongStream.rangeClosed(start.number(start.segment()), start.number(last))
                .filter(number -> !here.contains(number))
                .mapToObj(number -> start.name(last, number) + " is missing")
                .toList();
    }

    /** Oldest first, whatever life of the server each is from: after a promotion its numbers go on and its first eight digits change. */
    private List<String> segments() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> SEGMENT.matcher(name).matches())
                    .sorted(Comparator.comparing(name -> name.substring(8)))
                    .toList();
        }
    }
}

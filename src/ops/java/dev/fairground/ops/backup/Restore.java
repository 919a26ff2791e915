package dev.fairground.ops.backup;

import dev.fairground.ops.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings a backup back into a folder of its own, says how long that took and whether all is well, and stops the server again. */
final class Restore {

    private Restore() {}

    /** Exits with 1 where it cannot be brought back or something is wrong with what came back, with 2 on an argument that it does not know. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        var options = Options.read(arguments, Map.of("--from", ".data/backup", "--to", ".data/restored", "--at", ""));
        if (options.isEmpty()) return 2;
        try {
            boolean sound = restore(
                    new Archive(Path.of(options.get().text("--from"))),
                    Path.of(options.get().text("--to")).toAbsolutePath(),
                    moment(options.get().text("--at")));
            return sound ? 0 : 1;
        } catch (DateTimeParseException noMoment) {
            System.err.println("--at takes a moment with its offset, such as 2026-11-22T10:15:00Z");
            return 2;
        } catch (IOException | SQLException told) {
            System.err.println(told.getMessage());
            return 1;
        }
    }

    private static boolean restore(Archive archive, Path to, @Nullable Instant moment)
            throws IOException, SQLException {
        long began = System.nanoTime();
        try (var restored = Restored.from(archive, to, moment)) {
            long taken = Duration.ofNanos(System.nanoTime() - began).toMillis();
            var then = archive.contents();
            var now = Contents.of(restored.url("fairground"), then.settled());
            System.out.printf(
                    "Restored in %d ms: %d tables, %d rows.%n",
                    taken, now.rows().size(), now.rowsInAll());
            var faults = Soundness.faults(restored.url("fairground"), then, now);
            faults.forEach(System.out::println);
            if (faults.isEmpty()) {
                System.out.printf(
                        "Tables, audit trail, constraints, indexes and books hold. Stop ./mvnw, put %s in the place of .data/pg, and start it.%n",
                        to);
            }
            return faults.isEmpty();
        }
    }

    private static @Nullable Instant moment(String text) {
        return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    }
}

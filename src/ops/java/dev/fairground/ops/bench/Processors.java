package dev.fairground.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How much processor time the application and the database have used. Noisy neighbours move it least of all figures. */
final class Processors {

    private final List<Path> databases;

    /** @param databases the folder of each PostgreSQL that runs */
    Processors(Path... databases) {
        this.databases = List.of(databases);
    }

    /** Until now. Sessions of the database that ended count where the system tells of them, which is on Linux. */
    Spent spent(List<ProcessHandle> application) {
        return new Spent(
                micros(application.stream()),
                databases.stream().mapToDouble(Processors::micros).sum());
    }

    private static double micros(Path database) {
        var server = postgres(database);
        return micros(Stream.concat(Stream.of(server), server.children())) + microsOfTheEnded(server);
    }

    private static ProcessHandle postgres(Path database) {
        try {
            long pid = Long.parseLong(Files.readAllLines(database.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    /** Fields 16 and 17 of proc(5)'s stat, in hundredths of a second; the name in field 2 may have spaces, so counted from behind it. */
    private static double microsOfTheEnded(ProcessHandle server) {
        try {
            var stat = Path.of("/proc", String.valueOf(server.pid()), "stat");
            if (!Files.exists(stat)) return 0;
            var line = Files.readString(stat);
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * 1e4;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static double micros(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(spent -> spent.toNanos() / 1e3)
                .sum();
    }

    record Spent(double applicationMicros, double databaseMicros) {

        static final Spent NONE = new Spent(0, 0);

        Spent minus(Spent before) {
            return new Spent(applicationMicros - before.applicationMicros, databaseMicros - before.databaseMicros);
        }

        Spent per(long pieces) {
            return new Spent(applicationMicros / pieces, databaseMicros / pieces);
        }
    }
}

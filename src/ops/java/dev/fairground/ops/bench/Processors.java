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

    private final Path database;

    /** @param database the folder of a PostgreSQL that runs */
    Processors(Path database) {
        this.database = database;
    }

    /** Until now. Sessions that ended since are not counted, so connections are kept. */
    Spent spent(List<ProcessHandle> application) {
        return new Spent(micros(application.stream()), micros(postgres()));
    }

    private Stream<ProcessHandle> postgres() {
        try {
            long pid = Long.parseLong(Files.readAllLines(database.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(pid).stream()
                    .flatMap(server -> Stream.concat(Stream.of(server), server.children()));
        } catch (IOException away) {
            throw new UncheckedIOException(away);
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

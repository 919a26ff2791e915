package dev.fairground.ops.backup;

import dev.fairground.ops.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Makes a backup of a development run's server, or brings one up to date that was made before. */
final class Backup {

    private Backup() {}

    /** Exits with 1 where there is nothing to back up or nowhere to put it, with 2 on an argument that it does not know. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        var options =
                Options.read(arguments, Map.of("--to", ".data/backup", "--database-port", "5433", "--every", "0"));
        if (options.isEmpty()) return 2;
        var archive = new Archive(Path.of(options.get().text("--to")));
        int port = options.get().number("--database-port");
        var every = Duration.ofSeconds(options.get().number("--every"));
        try {
            backUp(archive, port);
            while (every.isPositive()) {
                LockSupport.parkNanos(every.toNanos());
                backUp(archive, port);
            }
            return 0;
        } catch (IOException told) {
            System.err.println(told.getMessage());
        } catch (DataAccessException | SQLException failed) {
            System.err.println(
                    "No server to back up on port " + port + ": start ./mvnw first. (" + failed.getMessage() + ")");
        }
        return 1;
    }

    private static void backUp(Archive archive, int port) throws IOException, SQLException {
        String address = "jdbc:postgresql://localhost:" + port + "/%s?user=postgres";
        var server = new DriverManagerDataSource(address.formatted("postgres"));
        long began = System.nanoTime();
        String done;
        if (archive.isWhole()) {
            done = "Fetched " + archive.fetch(server) + " segments of log";
        } else {
            archive.copy(server, address.formatted("fairground"));
            done = "Copied all";
        }
        System.out.printf(
                "%s in %d ms.%n",
                done, Duration.ofNanos(System.nanoTime() - began).toMillis());
    }
}

package dev.fairground.ops;

import dev.fairground.development.DatabaseRoles;
import dev.fairground.development.Follower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** Follows the database of a development run with a server of its own, until it is told to stop. */
final class Follow {

    private static final Path FOLDER = Path.of(".data/follower");

    private Follow() {}

    /** Exits with 2 on an argument that it does not know, with 1 where there is no server to follow. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var options = Options.read(arguments, Map.of("--database-port", "5433", "--port", "5434"));
        if (options.isEmpty()) System.exit(2);
        int primary = options.get().number("--database-port");
        int port = options.get().number("--port");
        delete();
        try {
            var follower = Follower.of(
                    new DriverManagerDataSource("jdbc:postgresql://localhost:" + primary + "/postgres?user=postgres"),
                    FOLDER.resolve("pg").toAbsolutePath(),
                    port);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(follower)));
            System.out.printf(
                    "Follows port %d on port %d.%nDATABASE_FOLLOWER_URL=%s ./mvnw reads from it what may lag; psql -p %d -U fairground_reports reports.%n",
                    primary,
                    port,
                    DatabaseRoles.as("web", "postgres://postgres@localhost:" + port + "/fairground"),
                    port);
            Thread.currentThread().join();
        } catch (SQLException nobodyThere) {
            System.err.println("No server to follow on port " + primary + ": start ./mvnw first. ("
                    + nobodyThere.getMessage() + ")");
            System.exit(1);
        }
    }

    private static void stop(Follower follower) {
        try {
            follower.close();
        } catch (IOException failed) {
            System.err.println("Did not stop in order: " + failed);
        }
    }

    /** What an earlier follower had is older than a copy made now. */
    private static void delete() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
    }
}

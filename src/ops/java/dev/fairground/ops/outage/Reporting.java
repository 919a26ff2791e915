package dev.fairground.ops.outage;

import dev.fairground.development.Follower;
import dev.fairground.ops.Report;
import dev.fairground.ops.crash.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A report that reads all listings again and again for a minute: at the follower, in turns with a minute without it, and once at the primary, where
 * none may run, to see what it would cost. The follower has the lowest claim on this machine's processors, since it is meant to have its own.
 */
final class Reporting {

    private static final String LONG = """
            select count(*), sum(length(upper(title || many::text)))
              from listings.listing
             cross join generate_series(1, 1000000) as many
            """;

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private Reporting() {}

    static boolean run(Goals goals, Site site, Supplier<Crowd> crowds, Duration lasting, int rounds, Path folder)
            throws IOException, SQLException {
        var server = new DriverManagerDataSource(site.url());
        try (var follower = Follower.of(server, folder, Site.freePort())) {
            stepBack(folder);
            var reports = "jdbc:postgresql://localhost:" + follower.port() + "/fairground?user=fairground_reports";
            var without = new ArrayList<Crowd.Seen>();
            var with = new ArrayList<Crowd.Seen>();
            during(crowds, () -> LockSupport.parkNanos(lasting.toNanos())); // warms up; thrown away
            for (int round = 0; round < rounds; round++) {
                without.addAll(during(crowds, () -> LockSupport.parkNanos(lasting.toNanos())));
                with.addAll(during(crowds, () -> report(() -> Report.atFollower(reports), lasting)));
            }
            var atPrimary = during(crowds, () -> report(server::getConnection, lasting));
            return judge(goals, without, with, atPrimary);
        }
    }

    private static boolean judge(
            Goals goals, List<Crowd.Seen> without, List<Crowd.Seen> with, List<Crowd.Seen> atPrimary) {
        say("without the report", without);
        say("with it at the follower", with);
        say("with it at the primary", atPrimary);
        double quiet = Crowd.percentile(without.stream(), 0.99);
        double busy = Crowd.percentile(with.stream(), 0.99);
        goals.atMost("p99 with the report at the follower, of that without", 100 * busy / quiet, 120, "%");
        goals.atMost(
                "not served",
                Stream.concat(without.stream(), with.stream())
                        .filter(one -> !one.isServed())
                        .count(),
                0,
                "");
        return goals.met();
    }

    private static void say(String what, List<Crowd.Seen> seen) {
        System.out.printf(
                "%-26s %,7d visitors   p50 %6.1f ms   p99 %6.1f ms%n",
                what, seen.size(), Crowd.percentile(seen.stream(), 0.5), Crowd.percentile(seen.stream(), 0.99));
    }

    /** Those who came while it ran. */
    private static List<Crowd.Seen> during(Supplier<Crowd> crowds, Runnable work) {
        var crowd = crowds.get();
        LockSupport.parkNanos(PAUSE.toNanos());
        long began = System.nanoTime();
        work.run();
        long ended = System.nanoTime();
        crowd.close();
        return crowd.between(began, ended).toList();
    }

    private interface Session {
        Connection open() throws SQLException;
    }

    private static void report(Session session, Duration lasting) {
        try (var connection = session.open();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout((int) lasting.toSeconds());
            statement.execute(LONG);
            throw new IllegalStateException("The report was over too soon: have it read more");
        } catch (SQLException stopped) {
            if (!"57014".equals(stopped.getSQLState())) throw new IllegalStateException(stopped);
        }
    }

    /** Where the system shares by groups of processes, the group counts and not the process. */
    private static void stepBack(Path folder) throws IOException {
        var id = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip();
        new ProcessBuilder("renice", "-n", "19", "-p", id).start();
        var group = Path.of("/proc", id, "autogroup");
        if (Files.isWritable(group)) Files.writeString(group, "19");
    }
}

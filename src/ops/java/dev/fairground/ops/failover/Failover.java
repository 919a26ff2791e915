package dev.fairground.ops.failover;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.fairground.ops.Options;
import dev.fairground.platform.practices.Shows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * Loses a primary under the hands of eight writers and has its follower take over, twice: once confirming each write when the primary has it,
 * once when both have. Then what was confirmed is looked for.
 */
@Shows("db-failover-drill")
final class Failover {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** So many are written after the change, to see that those who write have found the new primary. */
    private static final int AFTERWARDS = 100;

    private Failover() {}

    /**
     * What came of it.
     *
     * @param confirmed before and after
     * @param lost of these, not there any more
     * @param unanswered writes of which the writers do not know whether they were done
     * @param done of these, done nevertheless
     * @param answered after how long, on average
     * @param silence in which nobody was told of a write
     */
    record Outcome(int confirmed, long lost, int unanswered, long done, Duration answered, Duration silence) {}

    /** Exits with 0 if nothing confirmed by both was lost, and the count is able to find a loss; with 2 on an argument that it does not know. */
    public static void main(String[] arguments) throws IOException, SQLException {
        var options = Options.read(arguments, Map.of("--writes", "2000", "--delay", "20"));
        if (options.isEmpty()) System.exit(2);
        // A pool tells at length of each connection that it loses, and to lose them is what this is for.
        ((Logger) LoggerFactory.getLogger("com.zaxxer.hikari")).setLevel(Level.OFF);
        int writes = options.get().number("--writes");
        var delay = Duration.ofMillis(options.get().number("--delay"));
        System.out.printf(
                "A follower %d ms away; the primary is killed after %d confirmed writes.%n%n",
                delay.toMillis(), writes);
        System.out.printf(
                "%-22s %10s %6s %22s %12s %16s%n",
                "confirmed by", "writes", "lost", "unanswered, of it done", "ms a write", "ms without any");
        var alone = printed("the primary", delay, writes, false);
        var together = printed("primary and follower", delay, writes, true);
        if (alone.lost() == 0)
            System.out.println("Nothing was lost without waiting either: believe nothing of the above.");
        System.exit(together.lost() == 0 && alone.lost() > 0 ? 0 : 1);
    }

    private static Outcome printed(String by, Duration delay, int writes, boolean together)
            throws IOException, SQLException {
        var folder = Files.createTempDirectory("fairground-failover");
        try {
            var outcome = rehearse(folder, delay, writes, together);
            System.out.printf(
                    "%-22s %10d %6d %22s %12d %16d%n",
                    by,
                    outcome.confirmed(),
                    outcome.lost(),
                    outcome.unanswered() + ", " + outcome.done(),
                    outcome.answered().toMillis(),
                    outcome.silence().toMillis());
            return outcome;
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** In {@code folder}, which may be deleted afterwards; {@code together} has the primary wait for its follower. */
    static Outcome rehearse(Path folder, Duration delay, int writes, boolean together)
            throws IOException, SQLException {
        try (var pair = Pair.in(folder, delay)) {
            new JdbcTemplate(pair.primary()).execute("create table public.confirmed (id bigint primary key)");
            if (together) pair.confirmTogether();
            var writers = new Writers(pair.url());
            try (writers) {
                await("So many writes", () -> writers.acknowledged().size() >= writes);
                pair.losePrimary();
                pair.takeOver();
                int before = writers.acknowledged().size();
                await("Writes after the change", () -> writers.acknowledged().size() >= before + AFTERWARDS);
            }
            var there = new HashSet<>(
                    new JdbcTemplate(pair.follower()).queryForList("select id from public.confirmed", Long.class));
            return new Outcome(
                    writers.acknowledged().size(),
                    writers.acknowledged().stream()
                            .filter(id -> !there.contains(id))
                            .count(),
                    writers.unanswered().size(),
                    writers.unanswered().stream().filter(there::contains).count(),
                    writers.meanWait(),
                    writers.silence());
        }
    }

    static void await(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new IllegalStateException(what + " did not happen in time");
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}

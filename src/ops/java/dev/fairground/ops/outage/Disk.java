package dev.fairground.ops.outage;

import dev.fairground.ops.backup.Soundness;
import dev.fairground.ops.crash.Node;
import dev.fairground.ops.crash.Site;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** The disk of the database is full for a while, then that of the logs. */
final class Disk {

    /** For a market of some thousand listings, its indexes, and the log of its making. */
    static final int DATA_MEGABYTES = 1_024;

    static final int LOG_MEGABYTES = 16;

    private static final Duration TOP_UP = Duration.ofMillis(200);

    private Disk() {}

    /** Or the database's log alone would fill the disk. */
    static void keepLogShort(Site site) {
        site.jdbc().sql("alter system set max_wal_size = '128MB'").update();
        site.jdbc().sql("select pg_reload_conf()").query(Boolean.class).single();
    }

    static boolean run(Goals goals, Site site, Crowd crowd, SmallDisk data, SmallDisk logs, Duration full)
            throws SQLException {
        Site.await("The first visitors", () -> crowd.allServed(0).isPresent());
        long begun = System.nanoTime();
        for (long end = begun + full.toNanos(); System.nanoTime() < end; LockSupport.parkNanos(TOP_UP.toNanos())) {
            data.fill();
        }
        boolean gone = !site.hasDatabase();
        data.makeRoom();
        long room = System.nanoTime();
        // It starts again by itself as long as it can; once it has given up, whoever keeps services up starts it.
        if (gone) site.startDatabase();
        Site.await("The first served by each", () -> crowd.allServed(room).isPresent());
        double again = (crowd.allServed(room).orElseThrow() - room) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "The database's disk was full for %d s%s; serving %.1f s after there was room.%n",
                full.toSeconds(),
                gone ? ", and the database gave up" : "",
                again);

        long logsFull = System.nanoTime();
        for (long end = logsFull + full.toNanos(); System.nanoTime() < end; LockSupport.parkNanos(TOP_UP.toNanos())) {
            logs.fill();
        }
        long over = System.nanoTime();
        logs.makeRoom();
        crowd.close();
        site.instances().forEach(Node::kill);
        return judge(goals, site, crowd, List.of(begun, room, logsFull, over), again);
    }

    private static boolean judge(Goals goals, Site site, Crowd crowd, List<Long> times, double again)
            throws SQLException {
        var others = crowd.others(one -> one.isServed() || one.isPutOff());
        others.forEach((answer, count) -> System.out.printf("%8d %s%n", count, answer));
        goals.atLeast(
                "who wanted to write was put off with 503 and Retry-After",
                crowd.between(times.get(0), times.get(1))
                        .filter(one -> one.changes() && one.isPutOff())
                        .count(),
                1,
                "");
        goals.atMost(
                "answered otherwise, or cut",
                others.values().stream().mapToInt(i -> i).sum(),
                0,
                "");
        goals.within("serving after there was room", again, 15, "s");
        goals.atMost(
                "not served while the logs' disk was full, of "
                        + crowd.between(times.get(2), times.get(3)).count(),
                crowd.between(times.get(2), times.get(3))
                        .filter(one -> !one.isServed())
                        .count(),
                0,
                "");
        goals.atMost("orders that were confirmed and are not there", Restart.missing(site, crowd), 0, "");
        var faults = Soundness.faults(site.url());
        faults.forEach(System.out::println);
        goals.atMost("rows, indexes, constraints and sums that are not sound", faults.size(), 0, "");
        return goals.met();
    }
}

package dev.fairground.ops.outage;

import dev.fairground.ops.Options;
import dev.fairground.ops.bench.Buyers;
import dev.fairground.ops.crash.Node;
import dev.fairground.ops.crash.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Two instances as in production under visitors of all kinds, while what they stand on fails: each trial prints its figures beside the goals. */
final class Outage {

    /** In this order where several are asked for: the last leaves no instance alive. */
    private static final List<String> TRIALS = List.of("restart", "pool", "outside", "report", "disk");

    /** Where the slowest of a hundred is measured, so many times fewer come: on one machine all that runs queues for its processors. */
    private static final int UNHURRIED = 3;

    private static final Duration WARM_UP = Duration.ofSeconds(8);

    private final Options asked;
    private final Path folder;
    private final Duration held;

    private Outage(Options asked, Path folder) {
        this.asked = asked;
        this.folder = folder;
        this.held = Duration.ofSeconds(asked.number("--seconds"));
    }

    /** Exits with 0 where all goals are met, with 1 where one is missed or cannot be measured here, with 2 on an argument that it does not know. */
    public static void main(String[] arguments) throws IOException, SQLException {
        var names = Arrays.stream(arguments)
                .takeWhile(argument -> !argument.startsWith("--"))
                .toList();
        var options = Options.read(
                Arrays.copyOfRange(arguments, names.size(), arguments.length),
                Map.of(
                        "--listings",
                        "2000",
                        "--rate",
                        "40",
                        "--times",
                        "5",
                        "--seconds",
                        "30",
                        "--report",
                        "60",
                        "--slack",
                        "1",
                        "--rounds",
                        "2"));
        if (options.isEmpty() || names.isEmpty() || !TRIALS.containsAll(names)) {
            System.err.println(
                    "usage: ops/bench/outage restart|pool|outside|report|disk… [--times 5] [--seconds 30] …");
            System.exit(2);
        }
        // A kept connection is ours to close before the server does: one that is closed on its way would look like a
        // cut.
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
        var folder = Files.createTempDirectory("fairground-outage");
        System.exit(
                new Outage(options.get(), folder)
                                .run(TRIALS.stream().filter(names::contains).toList())
                        ? 0
                        : 1);
    }

    private boolean run(List<String> names) throws IOException, SQLException {
        if (!names.contains("disk")) return run(names, List.of());
        try (var data = SmallDisk.at(folder.resolve("data"), Disk.DATA_MEGABYTES);
                var logs = SmallDisk.at(folder.resolve("logs"), Disk.LOG_MEGABYTES)) {
            return run(names, List.of(data, logs));
        }
    }

    private boolean run(List<String> names, List<SmallDisk> disks) throws IOException, SQLException {
        var settings = "{\"fairground.database.deadlines.[%s]\":\"%ds\"}".formatted(Pool.HOLDING, held.toSeconds());
        boolean met = true;
        try (var outside = new Outside();
                var site = Site.open(
                        folder,
                        asked.number("--listings"),
                        WithHolders.class.getName(),
                        and(outside.variables(), "SPRING_APPLICATION_JSON", settings))) {
            outside.leadsTo(site);
            if (!disks.isEmpty()) Disk.keepLogShort(site);
            var buyers = Buyers.of(site.jdbc());
            warmUp(site, buyers);
            for (var name : names) {
                System.out.println(name);
                met &= switch (name) {
                    case "restart" ->
                        Restart.run(goals(), site, crowd(site.instances(), buyers), asked.number("--times"));
                    case "pool" ->
                        Pool.run(
                                goals(),
                                site,
                                () -> crowd(List.of(site.instances().getFirst()), buyers));
                    case "outside" -> outside.run(goals(), site, () -> crowd(site.instances(), buyers));
                    case "report" ->
                        Reporting.run(
                                goals(),
                                site,
                                () -> new Crowd(
                                        site.instances(), buyers, Math.max(1, asked.number("--rate") / UNHURRIED)),
                                Duration.ofSeconds(asked.number("--report")),
                                asked.number("--rounds"),
                                folder.resolve("follower"));
                    default ->
                        Disk.run(
                                goals(),
                                site,
                                crowd(site.instances(), buyers),
                                disks.getFirst(),
                                disks.getLast(),
                                held);
                };
            }
        }
        return met;
    }

    private static Map<String, String> and(Map<String, String> variables, String name, String value) {
        var all = new TreeMap<>(variables);
        all.put(name, value);
        return all;
    }

    private Goals goals() {
        return new Goals(asked.number("--slack"));
    }

    private Crowd crowd(List<Node> instances, Buyers buyers) {
        return new Crowd(instances, buyers, asked.number("--rate"));
    }

    /** The compiler is busy with what is new to it for longer than anything else takes. */
    private void warmUp(Site site, Buyers buyers) {
        try (var _ = crowd(site.instances(), buyers)) {
            LockSupport.parkNanos(WARM_UP.toNanos());
        }
    }
}

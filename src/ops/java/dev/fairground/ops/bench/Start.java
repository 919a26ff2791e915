package dev.fairground.ops.bench;

import dev.fairground.ops.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the packaged jar takes until it serves its first page, and how much memory it holds after a thousand: as it is, and unpacked with a
 * cache of what the JVM learned in an earlier start (JEP 514). With the options of the image, in as much memory as a small container has.
 */
final class Start {

    private static final int REQUESTS = 1000;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** The heap begins large enough for the objects of a cache, without which the JVM refuses to start. */
    private static final List<String> OPTIONS = List.of(
            "-XX:MaxRAM=512m",
            "-Xms64m",
            "-XX:+UseSerialGC",
            "-XX:MaxRAMPercentage=40",
            "-XX:ReservedCodeCacheSize=64m");

    private final Market market;
    private final Path jar;
    private final Path folder;
    private final int port = Market.freePort();
    private final Map<String, String> environment;

    private Start(Market market, Path jar, Path folder) {
        this.market = market;
        this.jar = jar;
        this.folder = folder;
        this.environment = production();
    }

    public static void main(String[] arguments) throws IOException {
        var options = Options.read(arguments, Map.of("--rounds", "3", "--jar", ""));
        if (options.isEmpty()) System.exit(2);
        var jar = Path.of(options.get().text("--jar")).toAbsolutePath();
        try (var market = Market.open(2000, "web")) {
            var folder = Files.createDirectory(market.data().resolveSibling("start"));
            new Start(market, jar, folder).compare(options.get().number("--rounds"));
        }
    }

    private void compare(int rounds) {
        var plain = new Way("jar as it is", List.of("-jar", jar.toString()));
        var cached = new Way("unpacked, with a cache", List.of("-XX:AOTCache=" + train(), "-jar", unpacked()));
        for (int round = 0; round < rounds; round++) {
            for (var way : List.of(plain, cached)) way.seen.add(once(way));
        }
        List.of(plain, cached).forEach(Way::print);
        System.out.printf(
                "with a cache in %.0f %% of the time; %s%n", 100 * cached.seconds() / plain.seconds(), Market.load());
    }

    private String unpacked() {
        return folder.resolve("unpacked").resolve(jar.getFileName()).toString();
    }

    /** One start that ends as soon as it could have served, and leaves what it learned. */
    private Path train() {
        var cache = folder.resolve("fairground.aot");
        await(java(List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", "unpacked")));
        await(java(List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh", "-jar", unpacked())));
        return cache;
    }

    private Seen once(Way way) {
        long began = System.nanoTime();
        var process = java(way.arguments);
        try {
            while (!serves()) {
                if (!process.isAlive() || System.nanoTime() - began > LONGEST.toNanos()) {
                    throw new IllegalStateException(way.name + " did not start:\n" + words());
                }
                pause();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            try (var wire = new Wire(port)) {
                for (int i = 0; i < REQUESTS; i++) wire.send(Requests.get(Requests.LIST));
            }
            return new Seen(seconds, megabytes(process, "VmRSS:"), megabytes(process, "VmHWM:"));
        } finally {
            process.destroy();
            await(process);
        }
    }

    private boolean serves() {
        try (var wire = new Wire(port)) {
            return wire.send(Requests.get("/")) == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private Process java(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(OPTIONS);
        command.addAll(arguments);
        var start = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("words").toFile());
        start.environment().putAll(environment);
        try {
            return start.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Map<String, String> production() {
        var settings = new HashMap<>(Map.of(
                "PORT",
                String.valueOf(port),
                "MANAGEMENT_PORT",
                String.valueOf(Market.freePort()),
                "DATABASE_URL",
                "postgres://postgres:x@localhost:" + market.port("DATABASE_PORT") + "/fairground?sslmode=disable",
                "FAIRGROUND_BASE_URL",
                "http://localhost:" + port,
                "FAIRGROUND_TRUSTED_PROXIES",
                "127.0.0.1",
                "HUMAN_CHECK_URL",
                "http://localhost:" + market.port("HUMAN_CHECK_PORT"),
                "MAIL_URL",
                "smtp://localhost:" + market.port("SMTP_PORT"),
                "MAIL_FROM",
                "Fairground <no-reply@fairground.test>",
                "PAYMENTS_URL",
                "http://localhost:" + market.port("PAYMENTS_PORT"),
                "MALLOC_ARENA_MAX",
                "2"));
        for (var secret : List.of(
                "FAIRGROUND_SECRET",
                "HUMAN_CHECK_SITE_KEY",
                "HUMAN_CHECK_SECRET",
                "PAYMENTS_API_KEY",
                "PAYMENTS_WEBHOOK_SECRETS")) {
            settings.put(secret, UUID.randomUUID() + "-" + UUID.randomUUID());
        }
        return settings;
    }

    private void await(Process process) {
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) throw new IllegalStateException("Did not end");
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }

    private String words() {
        try {
            return Files.readString(folder.resolve("words"));
        } catch (IOException gone) {
            return gone.toString();
        }
    }

    /** As Linux counts it. */
    private static double megabytes(Process process, String what) {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(what))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private record Seen(double seconds, double resident, double peak) {}

    private record Way(String name, List<String> arguments, List<Seen> seen) {

        Way(String name, List<String> arguments) {
            this(name, arguments, new ArrayList<>());
        }

        /** The median. */
        double seconds() {
            return seen.stream().mapToDouble(Seen::seconds).sorted().toArray()[seen.size() / 2];
        }

        void print() {
            System.out.printf(
                    "%-24s%6.1f s to the first page   %4.0f MB after %,d more   %4.0f MB at most%n",
                    name,
                    seconds(),
                    seen.stream().mapToDouble(Seen::resident).max().orElse(0),
                    REQUESTS,
                    seen.stream().mapToDouble(Seen::peak).max().orElse(0));
        }
    }
}

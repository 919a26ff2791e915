package dev.fairground.ops.bench;

import dev.fairground.seed.Volume;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** A market of one bench: the development application as a process of its own, filled, in a temporary folder that goes when it ends. */
final class Market implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final Path folder;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<Process> processes = new ArrayList<>();

    private Market(Path folder) {
        this.folder = folder;
        for (var name : List.of(
                "PORT",
                "MANAGEMENT_PORT",
                "DATABASE_PORT",
                "PAYMENTS_PORT",
                "HUMAN_CHECK_PORT",
                "SMTP_PORT",
                "MAIL_PORT",
                "PUSH_PORT")) {
            ports.put(name, freePort());
        }
    }

    /** {@code roles} as FAIRGROUND_ROLES takes them. */
    static Market open(int listings, String roles) {
        return open(listings, Map.of("FAIRGROUND_ROLES", roles));
    }

    /** Of an application that is told this besides its ports. */
    static Market open(int listings, Map<String, String> told) {
        try {
            var market = new Market(Files.createTempDirectory("fairground-bench"));
            Runtime.getRuntime().addShutdownHook(new Thread(market::close));
            var environment = new HashMap<>(told);
            market.ports.forEach((name, port) -> environment.put(name, String.valueOf(port)));
            market.start("dev.fairground.DevelopmentApplication", environment, "/readyz", market.port());
            Volume.fill(market.database(), listings, 7, _ -> {});
            System.out.printf("A market of %,d listings; %s.%n", listings, load());
            return market;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts one more main of this class path, and waits until it answers. */
    ProcessHandle start(String main, Map<String, String> environment, String probe, int port) {
        var command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-cp",
                absoluteClassPath(),
                main);
        command.environment().putAll(environment);
        command.directory(folder.toFile());
        command.redirectErrorStream(true)
                .redirectOutput(folder.resolve(main + ".log").toFile());
        try {
            var process = command.start();
            processes.add(process);
            awaitAnswer(process, probe, port, folder.resolve(main + ".log"));
            return process.toHandle();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return port("PORT");
    }

    int port(String name) {
        return ports.getOrDefault(name, 0);
    }

    List<ProcessHandle> application() {
        return List.of(processes.getFirst().toHandle());
    }

    String databaseUrl() {
        return "jdbc:postgresql://localhost:" + port("DATABASE_PORT") + "/fairground?user=postgres";
    }

    DriverManagerDataSource database() {
        return new DriverManagerDataSource(databaseUrl());
    }

    JdbcClient jdbc() {
        return JdbcClient.create(database());
    }

    Path data() {
        return folder.resolve(".data");
    }

    Processors processors() {
        return new Processors(server());
    }

    /** The folder of its PostgreSQL. */
    Path server() {
        return data().resolve("pg");
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    static String load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return "%d processors, load %.1f".formatted(Runtime.getRuntime().availableProcessors(), load);
    }

    private static void awaitAnswer(Process process, String probe, int port, Path words) throws IOException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers(probe, port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("Did not start:\n" + tail(Files.readString(words)));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static String tail(String words) {
        return words.substring(Math.max(0, words.length() - 6000));
    }

    private static boolean answers(String probe, int port) {
        try (var wire = new Wire(port)) {
            return wire.send(Wire.get(probe, Map.of())) == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static String absoluteClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public synchronized void close() {
        if (!Files.exists(folder)) return;
        try {
            for (var process : processes.reversed()) {
                process.destroy();
                process.waitFor(30, TimeUnit.SECONDS);
            }
            processes.clear();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException | InterruptedException left) {
            System.err.println("Left behind: " + folder + " (" + left + ")");
        }
    }
}

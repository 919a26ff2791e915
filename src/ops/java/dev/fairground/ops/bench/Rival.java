package dev.fairground.ops.bench;

import contest.Contestant.Kind;
import contest.Stage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One contestant as a process of its own, which does what it is told, and its best figures so far. */
final class Rival implements AutoCloseable {

    private static final int LAST_WORDS = 40;

    final Latencies latencies = new Latencies();
    private final String name;
    private final Process process;
    private final BufferedReader words;
    private final PrintStream orders;
    private final String terms;

    private Rival(String name, Process process) {
        this.name = name;
        this.process = process;
        this.words = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.terms = answer();
    }

    /** Waits until it has started. */
    static Rival start(String name, String main, Map<String, String> environment, Path folder) {
        var command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                main);
        command.environment().putAll(environment);
        command.directory(folder.toFile());
        command.redirectErrorStream(true);
        try {
            return new Rival(name, command.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String name() {
        return name;
    }

    String terms() {
        return terms;
    }

    List<ProcessHandle> handle() {
        return List.of(process.toHandle());
    }

    void fill(Kind kind, int events) {
        ask("fill " + kind + " " + events);
    }

    void backlog(Kind kind, int events) {
        ask("backlog " + kind + " " + events);
    }

    /** Per second, until everything is delivered and marked so. */
    double drain(int events) {
        return events * 1e9 / Long.parseLong(ask("drain " + events));
    }

    /** Per second, until so many are delivered. */
    double deliver(int events) {
        return events * 1e9 / Long.parseLong(ask("deliver " + events));
    }

    void idle(Kind kind, int events) {
        for (var nanos : ask("latencies " + kind + " " + events).split(" ")) latencies.add(Long.parseLong(nanos));
    }

    /** Microseconds for each of so many business transactions. */
    double enqueue(Kind kind, int transactions) {
        return Long.parseLong(ask("enqueue " + kind + " " + transactions)) / 1e3 / transactions;
    }

    void forget() {
        ask("forget");
    }

    private String ask(String what) {
        orders.println(what);
        return answer();
    }

    private String answer() {
        var before = new ArrayList<String>();
        try {
            for (var line = words.readLine(); line != null; line = words.readLine()) {
                if (line.startsWith(Stage.MARK)) return line.substring(Stage.MARK.length());
                before.add(line);
                if (before.size() > LAST_WORDS) before.removeFirst();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        throw new IllegalStateException(name + " ended:\n" + String.join("\n", before));
    }

    /** The end of its input is the end of its play. */
    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

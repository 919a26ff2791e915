package dev.fairground.ops.crash;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** One process of ours, which can be started, killed and frozen; its words go to a file elsewhere than what it writes. */
public final class Node {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final int port;
    private final String main;
    private final Map<String, String> environment;
    private final Path folder;
    private final Path logs;
    private @Nullable Process process;

    /** @param main a class with a main method, and its arguments */
    Node(String name, int port, String main, Map<String, String> environment, Path folder, Path logs) {
        this.name = name;
        this.port = port;
        this.main = main;
        this.environment = environment;
        this.folder = folder;
        this.logs = logs;
    }

    public String name() {
        return name;
    }

    public URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** What only operators reach. */
    public URI managementAt(String path) {
        return URI.create("http://localhost:" + environment.get("MANAGEMENT_PORT") + path);
    }

    /** Does not wait; {@link #answers} tells when it is there. */
    public void start() {
        var java = ProcessHandle.current().info().command().orElse("java");
        var command =
                new ProcessBuilder(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m", "-cp", classPath());
        command.command().addAll(List.of(main.split(" ")));
        command.environment().putAll(environment);
        command.directory(folder.toFile());
        command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        logs.resolve(name + ".log").toFile()));
        try {
            Files.createDirectories(folder);
            process = command.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public boolean answers(String path) {
        try {
            var request = HttpRequest.newBuilder(at(path))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    long pid() {
        return process == null ? 0 : process.pid();
    }

    /** SIGKILL: no shutdown hook, no rollback of ours, no last word. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Its machine is gone, and what was on its disk with it; {@link #start} is then another one. */
    void destroy() {
        kill();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How many files are on its disk. */
    long files() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** SIGSTOP, and with {@code thaw} SIGCONT: as when a machine pauses, or a collector does for long. */
    void freeze() {
        signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    private void signal(String which) {
        try {
            new ProcessBuilder("kill", which, String.valueOf(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static String classPath() {
        var entries = System.getProperty("java.class.path").split(File.pathSeparator);
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Path.of(entries[i]).toAbsolutePath().toString();
        }
        return String.join(File.pathSeparator, entries);
    }
}

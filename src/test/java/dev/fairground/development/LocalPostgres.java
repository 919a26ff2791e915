package dev.fairground.development;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL of one clone, kept in {@code .data/pg}.
 *
 * <p>A kill of ours at any moment leaves one of three things. A folder without {@link #USABLE}: nothing of worth was ever in it, so it is
 * made afresh. A server that runs on: it is stopped in order, recognised by its process id <em>and</em> its folder, because ids are used
 * again. A folder that was shut in the middle: PostgreSQL recovers by itself, since fsync is on.
 */
public final class LocalPostgres implements AutoCloseable {

    /** The major version of the binaries in the pom; data of another one cannot be opened. */
    static final String MAJOR = "18";

    private static final String DATABASE = "fairground";
    private static final String USABLE = "fairground-usable";

    /** Recovery after a kill reads up to a gigabyte of log. */
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final Path data;
    private final Path log;

    public LocalPostgres(DataFolder folder) {
        this.data = folder.at("pg");
        this.log = folder.at("postgresql.log");
    }

    /** Makes the way free: no server left over from a run that was killed, no folder that never became usable. */
    public void tidy() {
        try {
            close();
            // A server of this very process that was killed has left it locked until the collector comes by.
            Files.deleteIfExists(data.resolve("epg-lock"));
            if (Files.exists(data) && !Files.exists(data.resolve(USABLE))) {
                killWhatStillInitialises();
                FileSystemUtils.deleteRecursively(data);
            }
            mustBeOfOurMajor();
        } catch (IOException failed) {
            throw new CannotStart("The database in " + data + " cannot be read (" + failed + ").");
        }
    }

    /** Starts it, at the first time with an empty database, and with the roles of our processes; returns its owner's URL. */
    public String start(int port) {
        try {
            var server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false) // it would stop the database under the feet of the application
                    .setPGStartupWait(LONGEST_START)
                    .setPort(port)
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    // One order of text on every machine, whatever language it speaks.
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    // The library's defaults suit tests; these data outlive a power cut.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .start();
            if (!Files.exists(data.resolve(USABLE))) {
                try (var connection = server.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("create database " + DATABASE);
                }
                Files.createFile(data.resolve(USABLE));
            }
            DatabaseRoles.make(server.getPostgresDatabase());
            return "postgres://postgres@localhost:" + port + "/" + DATABASE;
        } catch (IOException | SQLException | IllegalStateException failed) {
            throw new CannotStart(
                    "PostgreSQL did not start (" + failed.getMessage() + "); " + log + " ends with its reason.");
        }
    }

    /** Stops the server of this folder, whoever started it, and waits until it is gone. */
    @Override
    public void close() throws IOException {
        var lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) return;
        var pid =
                Files.readAllLines(lock).stream().findFirst().map(String::strip).orElse("");
        var process = pid.matches("[0-9]+") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.<ProcessHandle>empty();
        if (process.filter(this::serves).isPresent()) {
            stop(process.get());
        } else if (process.isPresent()) {
            // The id belongs to somebody else by now, and PostgreSQL would not start because of that.
            Files.delete(lock);
        }
    }

    /** SIGKILL to the server of the folder and to all its processes: what was not flushed is gone, and shared memory with it. */
    public static void kill(Path data) throws IOException {
        var id = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
        var processes = new ArrayList<ProcessHandle>();
        ProcessHandle.of(Long.parseLong(id)).ifPresent(server -> {
            processes.add(server);
            server.descendants().forEach(processes::add);
        });
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    /** SIGQUIT to the server of the folder, which is its own immediate stop: the next start recovers. */
    public static void stopAtOnce(Path data) throws IOException {
        var id = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
        new ProcessBuilder("kill", "-QUIT", id).start();
        ProcessHandle.of(Long.parseLong(id)).ifPresent(server -> server.onExit().join());
    }

    private boolean serves(ProcessHandle process) {
        return isOurs(process, "postgres");
    }

    private boolean isOurs(ProcessHandle process, String program) {
        var line = process.info().commandLine().orElse("");
        return line.contains(program) && line.contains(data.toString());
    }

    /** SIGINT is PostgreSQL's fast stop, which does not wait for clients; SIGQUIT leaves recovery to the next start. */
    private void stop(ProcessHandle server) throws IOException {
        for (var signal : new String[] {"-INT", "-QUIT"}) {
            new ProcessBuilder("kill", signal, String.valueOf(server.pid())).start();
            try {
                server.onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
                return;
            } catch (TimeoutException stillThere) {
                // the next signal is harder
            } catch (ExecutionException | InterruptedException failed) {
                throw new IOException(failed);
            }
        }
        throw new IOException("the server left over as process " + server.pid() + " does not stop");
    }

    private void killWhatStillInitialises() {
        ProcessHandle.allProcesses()
                .filter(process -> isOurs(process, "initdb") || isOurs(process, "postgres"))
                .forEach(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
    }

    private void mustBeOfOurMajor() throws IOException {
        var version = data.resolve("PG_VERSION");
        if (!Files.exists(version)) return;
        var major = Files.readString(version).strip();
        if (!major.equals(MAJOR)) {
            throw new CannotStart("The data in " + data + " were written by PostgreSQL " + major
                    + ", and this release brings PostgreSQL " + MAJOR
                    + ": check out the release that wrote them, or move .data away to begin afresh.");
        }
    }
}

package dev.fairground.ops.bench;

import dev.fairground.development.DataFolder;
import dev.fairground.development.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** One PostgreSQL and the contestants on it, each with a database of its own, in a temporary folder that goes when it ends. */
final class Ring implements AutoCloseable {

    /** The outside is never called; an address at which nobody answers will do, and a start asks for secrets of this length. */
    private static final String NOBODY = "http://localhost:9";

    private static final String SECRET = "0123456789abcdef".repeat(4);

    private final Path folder;
    private final DataFolder data;
    private final LocalPostgres postgres;
    private final int port = Market.freePort();
    private final List<Rival> rivals = new ArrayList<>();

    private Ring(Path folder) {
        this.folder = folder;
        this.data = DataFolder.take(folder.resolve("data"));
        this.postgres = new LocalPostgres(data);
    }

    /** Ours is the first of them. */
    static Ring open(int threads) {
        try {
            var ring = new Ring(Files.createTempDirectory("fairground-bench"));
            Runtime.getRuntime().addShutdownHook(new Thread(ring::close));
            ring.startAll(String.valueOf(threads));
            return ring;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<Rival> rivals() {
        return rivals;
    }

    Processors processors() {
        return new Processors(folder.resolve("data").resolve("pg"));
    }

    private void startAll(String threads) {
        var url = postgres.start(port);
        var nowhere = new HashMap<>(Map.of(
                "DATABASE_URL",
                url + "?sslmode=disable",
                "FAIRGROUND_ROLES",
                "web", // its worker is started when its turn comes
                "PORT",
                "0",
                "MANAGEMENT_PORT",
                "0",
                "LOGGING_LEVEL_ROOT",
                "warn",
                "FAIRGROUND_BASE_URL",
                NOBODY,
                "FAIRGROUND_SECRET",
                SECRET,
                "PAYMENTS_URL",
                NOBODY,
                "PAYMENTS_API_KEY",
                SECRET,
                "PAYMENTS_WEBHOOK_SECRETS",
                SECRET));
        nowhere.putAll(Map.of(
                "HUMAN_CHECK_URL", NOBODY,
                "HUMAN_CHECK_SITE_KEY", "bench",
                "HUMAN_CHECK_SECRET", SECRET,
                "MAIL_URL", "smtp://localhost:9",
                "MAIL_FROM", "Fairground <no-reply@fairground.test>",
                "springdoc.api-docs.enabled", "false"));
        rivals.add(Rival.start("fairground", "contest.FairgroundContestant", nowhere, folder));
        rivals.add(bare("db-scheduler", "contest.DbSchedulerContestant", threads));
        rivals.add(bare("modulith", "contest.ModulithContestant", threads));
    }

    private Rival bare(String name, String main, String threads) {
        var server = new DriverManagerDataSource(url("postgres"));
        JdbcClient.create(server).sql("create database \"" + name + "\"").update();
        var environment = Map.of(
                "CONTEST_DATABASE",
                url(name),
                "CONTEST_THREADS",
                threads,
                "LOGGING_LEVEL_ROOT",
                "warn",
                // Not the application's settings, which lie on this class path too.
                "SPRING_CONFIG_LOCATION",
                "optional:file:none.yml");
        return Rival.start(name, main, environment, folder);
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres";
    }

    @Override
    public synchronized void close() {
        if (!Files.exists(folder)) return;
        try {
            rivals.forEach(Rival::close);
            postgres.close();
            data.close();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException left) {
            System.err.println("Left behind: " + folder + " (" + left + ")");
        }
    }
}

package dev.fairground.ops;

import dev.fairground.platform.practices.Shows;
import dev.fairground.testing.Migrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * Folds all migrations into one file that a new database begins with; one that has them already takes no notice of it. Nothing is written
 * before a database made of that file has been found equal to one made of all steps.
 */
@Shows("db-squash-migrations")
final class Squash {

    private static final String OF_STEPS = "fairground_squash_steps";
    private static final String OF_BASELINE = "fairground_squash_baseline";
    private static final String ALL = "classpath:db/migration";
    private static final int MOST_DIFFERENCES = 20;

    private final String server;

    private Squash(String server) {
        this.server = server;
    }

    /** Exits with 0 where the file was written, with 1 where the two databases differ, with 2 on arguments it does not know. */
    static int run(String... arguments) throws SQLException, IOException {
        var options = Options.read(arguments, Map.of("--database-url", Options.DATABASE, "--into", "db/migration"));
        if (options.isEmpty()) {
            return 2;
        }
        var into = Path.of(options.get().text("--into"));
        if (!Files.isDirectory(into)) {
            System.err.println("There is no folder " + into + ".");
            return 2;
        }
        return new Squash(options.get().text("--database-url")).write(into);
    }

    private int write(Path into) throws SQLException, IOException {
        var scratch = Files.createTempDirectory("squash");
        try {
            var steps = Instant.now();
            String newest = migrate(steps(make(OF_STEPS), ALL));
            var baseline = Instant.now();
            var file = scratch.resolve("B" + newest + "__baseline.sql");
            try (var migrated = DriverManager.getConnection(at(OF_STEPS))) {
                Files.writeString(file, new Baseline(migrated).statements());
            }
            var folded = Instant.now();
            migrate(configured(make(OF_BASELINE), ALL, "filesystem:" + scratch).load());
            System.out.printf(
                    "All steps: %d ms. The baseline: %d ms.%n",
                    Duration.between(steps, baseline).toMillis(),
                    Duration.between(folded, Instant.now()).toMillis());
            var differences = differences();
            if (!differences.isEmpty()) {
                System.err.println("A database made of the baseline is another one, so nothing was written:");
                differences.stream().limit(MOST_DIFFERENCES).forEach(System.err::println);
                return 1;
            }
            Files.copy(file, into.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            System.out.println("Equal in all that the catalogue tells. Written: " + into.resolve(file.getFileName()));
            return 0;
        } finally {
            FileSystemUtils.deleteRecursively(scratch);
            drop(OF_STEPS);
            drop(OF_BASELINE);
        }
    }

    /** What one has and the other has not. */
    private Set<String> differences() throws SQLException {
        try (var steps = DriverManager.getConnection(at(OF_STEPS));
                var baseline = DriverManager.getConnection(at(OF_BASELINE))) {
            return differences(steps, baseline);
        }
    }

    static Set<String> differences(Connection one, Connection other) {
        var here = Catalogue.of(one);
        var there = Catalogue.of(other);
        var differences = new TreeSet<String>();
        here.stream().filter(line -> !there.contains(line)).forEach(line -> differences.add(line + "  <- steps"));
        there.stream().filter(line -> !here.contains(line)).forEach(line -> differences.add(line + "  <- baseline"));
        return differences;
    }

    /** Of all steps one by one, also where an earlier baseline lies among them, which would prove itself. */
    static Flyway steps(String database, String... places) {
        return configured(database, places)
                .configuration(Map.of("flyway.baselineMigrationPrefix", "unfolded"))
                .load();
    }

    private static FluentConfiguration configured(String database, String... places) {
        return Migrator.of(new DriverManagerDataSource(database)).locations(places);
    }

    /** Returns the version at which it ends. */
    private static String migrate(Flyway flyway) {
        flyway.migrate();
        return Objects.requireNonNull(
                        Objects.requireNonNull(flyway.info().current()).getVersion())
                .getVersion();
    }

    private String make(String name) throws SQLException {
        drop(name);
        execute("create database " + name);
        return at(name);
    }

    private void drop(String name) throws SQLException {
        execute("drop database if exists " + name + " with (force)");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String at(String database) {
        return server.replaceFirst("(//[^/]+/)[^?]*", "$1" + database);
    }
}

package dev.fairground.platform.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Keeps a start away from a database that does not answer, that is too old, or that a newer release has migrated already. Starting the
 * older release on it is right in a rollback, where expand-only migrations make it safe, and a mistake at any other time; so a rollback
 * has to say that it is one.
 */
final class SuitableDatabase {

    /** What the migrations were written for, and are tried on beside the current version. */
    private static final int OLDEST_POSTGRESQL = 15;

    private static final String SECONDS_TO_CONNECT = "5";

    private SuitableDatabase() {}

    /** Throws {@link InvalidSettings} with the reason why this database will not do. */
    static void check(Environment environment) {
        String url = environment.getProperty("spring.datasource.url");
        if (url == null) return; // Spring Boot says it as well
        try (var connection = DriverManager.getConnection(url, properties(environment))) {
            mustBeNewEnough(connection.getMetaData().getDatabaseMajorVersion());
            if (!environment.getProperty("fairground.allow-newer-database", Boolean.class, false)) {
                mustNotBeOfANewerRelease(connection);
            }
        } catch (SQLException unusable) {
            throw new InvalidSettings("The database cannot be used: " + unusable.getMessage());
        }
    }

    static void mustBeNewEnough(int major) {
        if (major < OLDEST_POSTGRESQL) {
            throw new InvalidSettings("The database is PostgreSQL " + major + ", and Fairground needs PostgreSQL "
                    + OLDEST_POSTGRESQL + " or newer.");
        }
    }

    private static void mustNotBeOfANewerRelease(Connection connection) throws SQLException {
        var known = ourMigrations();
        var unknown = applied(connection).stream()
                .filter(version -> !known.contains(version))
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new InvalidSettings("The database was migrated by a newer release (" + unknown
                    + "): start that release, or set FAIRGROUND_ALLOW_NEWER_DATABASE=true if this is a rollback.");
        }
    }

    private static List<String> applied(Connection connection) throws SQLException {
        var versions = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            try (var history = statement.executeQuery("""
                    select to_regclass('migrations.flyway_schema_history') is not null
                    """)) {
                history.next();
                if (!history.getBoolean(1)) return versions; // nobody has migrated it yet
            }
            try (var rows = statement.executeQuery("""
                      select version
                        from migrations.flyway_schema_history
                       where success
                         and version is not null
                    order by installed_rank
                    """)) {
                while (rows.next()) {
                    versions.add(rows.getString("version"));
                }
            }
        }
        return versions;
    }

    private static Set<String> ourMigrations() {
        try {
            var files = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/**/V*__*.sql");
            return Arrays.stream(files)
                    .map(file -> Objects.requireNonNull(file.getFilename()))
                    .map(name -> name.substring(1, name.indexOf("__")))
                    .collect(Collectors.toSet());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // they are in our own jar
        }
    }

    private static Properties properties(Environment environment) {
        var properties = new Properties();
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        for (var property : List.of("username", "password")) {
            String value = environment.getProperty("spring.datasource." + property);
            if (value != null) {
                properties.setProperty(property.equals("username") ? "user" : property, value);
            }
        }
        return properties;
    }
}

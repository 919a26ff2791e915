package dev.fairground.platform.instance;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Migrates at start, unless a newer release has migrated this database already. Starting the older one on it is right in a rollback,
 * where expand-only migrations make it safe, and a mistake at any other time; so a rollback has to say that it is one.
 */
@Component
class NewerDatabase implements FlywayMigrationStrategy {

    /** Applied here, and not among this release's files: above all of them, or between them. */
    private static final Set<MigrationState> UNKNOWN =
            Set.of(MigrationState.FUTURE_SUCCESS, MigrationState.MISSING_SUCCESS);

    private final Settings settings;

    NewerDatabase(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void migrate(Flyway flyway) {
        if (!settings.allowNewerDatabase) {
            refuseNewer(flyway);
        }
        flyway.migrate();
    }

    private static void refuseNewer(Flyway flyway) {
        var unknown = Arrays.stream(flyway.info().applied())
                .filter(migration -> UNKNOWN.contains(migration.getState()))
                .map(migration -> String.valueOf(migration.getVersion()))
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new InvalidSettings("The database was migrated by a newer release (" + unknown
                    + "): start that release, or set FAIRGROUND_ALLOW_NEWER_DATABASE=true if this is a rollback.");
        }
    }

    /** Settings of this class. */
    @ConfigurationProperties("fairground")
    record Settings(boolean allowNewerDatabase) {}
}

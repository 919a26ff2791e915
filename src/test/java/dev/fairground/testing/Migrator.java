package dev.fairground.testing;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Flyway with what {@code application.yml} tells it, for whoever migrates without the application. */
public final class Migrator {

    private Migrator() {}

    public static FluentConfiguration of(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .defaultSchema("migrations")
                .configuration(Map.of("flyway.mixed", "true", "flyway.postgresql.transactional.lock", "false"));
    }
}

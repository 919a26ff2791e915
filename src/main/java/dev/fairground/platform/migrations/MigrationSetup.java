package dev.fairground.platform.migrations;

import java.time.Duration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes the place of the framework's one attempt. */
@Configuration(proxyBeanMethods = false)
class MigrationSetup {

    /** With the limits of {@code spring.flyway.init-sqls}: some two minutes, after which somebody has to look who holds the lock. */
    @Bean
    FlywayMigrationStrategy migrationStrategy() {
        return new PatientMigration(48, Duration.ofSeconds(2))::migrate;
    }
}

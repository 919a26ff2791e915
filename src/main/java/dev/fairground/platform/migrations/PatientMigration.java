package dev.fairground.platform.migrations;

import dev.fairground.platform.practices.Shows;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates, and tries again where a lock was not to be had. While a change waits for its lock, every statement on that table waits behind it;
 * so the session waits briefly, and between two attempts the others pass. Each migration is a transaction, so an attempt that failed has
 * changed nothing.
 */
@Shows("db-reversible-migrations")
final class PatientMigration {

    private static final Logger log = LoggerFactory.getLogger(PatientMigration.class);

    /** A lock that was not to be had in time, and a deadlock. */
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("55P03", "40P01");

    private final int attempts;
    private final Duration pause;

    /** @param pause between two attempts */
    PatientMigration(int attempts, Duration pause) {
        this.attempts = attempts;
        this.pause = pause;
    }

    void migrate(Flyway flyway) {
        for (int attempt = 1; ; attempt++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException failed) {
                if (attempt == attempts || !isWorthAnotherTry(failed)) {
                    throw failed;
                }
                log.warn("A migration found its table in use; attempt {} of {} follows", attempt + 1, attempts);
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }

    private static boolean isWorthAnotherTry(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && WORTH_ANOTHER_TRY.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}

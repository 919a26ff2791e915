package dev.fairground.platform.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table is changed while a report reads it and the market goes on. The toy waits for the report, and everybody who asks for a listing waits
 * behind the toy.
 */
@FairgroundTest
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MigrationUnderTrafficTest {

    private static final String LIST = "/api/v2/listings?limit=1";
    private static final int MOST_LOOKS = 50_000;

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    private String url = "";

    @BeforeEach
    @AfterEach
    void as_before() {
        url = environment.getRequiredProperty("spring.datasource.url");
        jdbc.sql("drop schema if exists trial cascade").update();
        jdbc.sql("alter table listings.listing drop column if exists trial_note")
                .update();
    }

    @Test
    @Proves("db-reversible-migrations")
    void no_request_fails_while_a_migration_waits_for_a_report() throws Exception {
        try (var report = DriverManager.getConnection(url)) {
            begin(report);
            var migration = CompletableFuture.runAsync(
                    () -> new PatientMigration(1_000, Duration.ofMillis(20)).migrate(flyway(20)),
                    Thread::startVirtualThread);
            awaitAttempt();

            var api = Api.at(port);
            for (int request = 0; request < 100; request++) {
                assertThat(api.get(LIST).status()).isEqualTo(200);
            }
            assertThat(migration).isNotDone();
            assertThat(isMigrated()).isFalse();

            report.rollback();
            migration.join();
            assertThat(isMigrated()).isTrue();
            assertThat(api.get(LIST).status()).as("by the release before").isEqualTo(200);
        }
    }

    @Test
    void a_lock_that_never_comes_ends_the_start_and_leaves_the_schema_as_it_was() throws SQLException {
        try (var report = DriverManager.getConnection(url)) {
            begin(report);
            assertThatThrownBy(() -> new PatientMigration(3, Duration.ZERO).migrate(flyway(20)))
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("lock timeout");
        }
        assertThat(isMigrated()).isFalse();
    }

    @Test
    void a_mistake_is_not_tried_again() {
        jdbc.sql("alter table listings.listing add column trial_note text").update();
        assertThatThrownBy(() -> new PatientMigration(1_000, Duration.ofSeconds(10)).migrate(flyway(20)))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("already exists");
    }

    /** Whoever migrates is told the limits by the one configuration file. */
    @Test
    void migrations_of_the_application_run_under_limits() {
        var limits = String.valueOf(environment.getProperty("spring.flyway.init-sqls"));
        assertThat(limits).contains("statement_timeout");
        var lock = Pattern.compile("lock_timeout = '(\\w+)'").matcher(limits);
        assertThat(lock.find()).isTrue();
        assertThat(DurationStyle.detectAndParse(lock.group(1)))
                .as("whoever comes behind it waits as long, and then for what they wanted")
                .isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    private Flyway flyway(int milliseconds) {
        return Flyway.configure()
                .dataSource(url, null, null)
                .initSql("set lock_timeout = " + milliseconds)
                .locations("classpath:trial-migrations")
                .defaultSchema("trial")
                .load();
    }

    private static void begin(Connection report) throws SQLException {
        report.setAutoCommit(false);
        report.createStatement().execute("select count(*) from listings.listing");
    }

    private void awaitAttempt() {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            boolean seen = jdbc.sql("""
                select exists (select
                                 from pg_locks
                                where relation = 'listings.listing'::regclass and mode = 'AccessExclusiveLock' and not granted)
                """).query(Boolean.class).single();
            if (seen) return;
        }
        throw new AssertionError("The migration does not wait for the report");
    }

    private boolean isMigrated() {
        return jdbc.sql("""
            select exists (select
                             from pg_attribute
                            where attrelid = 'listings.listing'::regclass and attname = 'trial_note' and not attisdropped)
            """).query(Boolean.class).single();
    }
}

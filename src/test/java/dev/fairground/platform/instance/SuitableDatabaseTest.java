package dev.fairground.platform.instance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.Migrator;
import dev.fairground.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

class SuitableDatabaseTest {

    private final String url = TestDatabase.empty();
    private final DriverManagerDataSource database = new DriverManagerDataSource(url);
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final MockEnvironment environment = new MockEnvironment().withProperty("spring.datasource.url", url);

    @Test
    void an_empty_database_will_do_and_so_does_one_of_this_release() {
        check();
        migrate();
        check();
    }

    @Test
    void a_database_of_a_newer_release_is_refused_and_the_sentence_names_its_migration() {
        migrate();
        aNewerReleaseMigrates("209901010000");

        assertThatThrownBy(this::check)
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("209901010000")
                .hasMessageContaining("FAIRGROUND_ALLOW_NEWER_DATABASE=true");
    }

    @Test
    void a_migration_between_ours_that_we_do_not_know_is_as_new() {
        migrate();
        aNewerReleaseMigrates("202611210901");

        assertThatThrownBy(this::check).hasMessageContaining("202611210901");
    }

    @Test
    void a_rollback_says_that_it_is_one_and_is_let_through_here_and_by_flyway() {
        migrate();
        aNewerReleaseMigrates("209901010000");
        environment.setProperty("fairground.allow-newer-database", "true");

        check();
        migrate();
    }

    @Test
    void a_database_that_is_away_or_does_not_know_us_is_told_without_the_password() {
        environment.setProperty("spring.datasource.url", url.replaceFirst("/test_empty_\\d+", "/nowhere"));
        environment.setProperty("spring.datasource.password", "open-sesame");
        assertThatThrownBy(this::check)
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("\"nowhere\" does not exist")
                .hasMessageNotContaining("open-sesame");

        environment.setProperty("spring.datasource.url", "jdbc:postgresql://localhost:1/nowhere");
        assertThatThrownBy(this::check).isInstanceOf(InvalidSettings.class).hasMessageContaining("localhost:1 refused");
    }

    @Test
    void a_server_older_than_the_migrations_were_written_for_is_refused_by_its_version() {
        assertThatThrownBy(() -> SuitableDatabase.mustBeNewEnough(14))
                .hasMessage("The database is PostgreSQL 14, and Fairground needs PostgreSQL 15 or newer.");
        SuitableDatabase.mustBeNewEnough(15);
    }

    @Test
    void nothing_is_made_before_the_refusal() {
        environment.setProperty("fairground.environment", "test");
        environment.setProperty("spring.datasource.url", "jdbc:postgresql://localhost:1/nowhere");
        try (var context = new AnnotationConfigApplicationContext()) {
            context.setEnvironment(environment);
            context.register(StartRefusals.class);
            context.registerBean("first", String.class, () -> {
                throw new AssertionError("a bean was made");
            });

            assertThatThrownBy(context::refresh).isInstanceOf(InvalidSettings.class);
        }
    }

    private void check() {
        SuitableDatabase.check(environment);
    }

    private void migrate() {
        Migrator.of(database).load().migrate();
    }

    private void aNewerReleaseMigrates(String version) {
        jdbc.sql("""
                insert into migrations.flyway_schema_history
                            (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                select max(installed_rank) + 1, :version, 'later', 'SQL', 'later.sql', 1, 'later', 1, true
                  from migrations.flyway_schema_history
                """).param("version", version).update();
    }
}

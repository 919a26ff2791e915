package dev.fairground.platform.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class NewerDatabaseTest {

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.empty());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Flyway flyway =
            Flyway.configure().dataSource(database).defaultSchema("migrations").load();

    @Test
    void an_empty_database_is_migrated_and_starts_again_as_it_is() {
        migrate(false);
        migrate(false);

        assertThat(jdbc.sql("select count(*) from catalog.category")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void a_database_of_a_newer_release_is_left_alone_and_the_sentence_names_its_migration() {
        migrate(false);
        aNewerReleaseMigrates("209901010000");

        assertThatThrownBy(() -> migrate(false))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("209901010000")
                .hasMessageContaining("FAIRGROUND_ALLOW_NEWER_DATABASE=true");
    }

    @Test
    void a_migration_between_ours_that_we_do_not_know_is_as_new() {
        migrate(false);
        aNewerReleaseMigrates("202611210901");

        assertThatThrownBy(() -> migrate(false)).hasMessageContaining("202611210901");
    }

    @Test
    void a_rollback_says_that_it_is_one_and_starts() {
        migrate(false);
        aNewerReleaseMigrates("209901010000");

        migrate(true);
    }

    private void migrate(boolean newerAllowed) {
        new NewerDatabase(new NewerDatabase.Settings(newerAllowed)).migrate(flyway);
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

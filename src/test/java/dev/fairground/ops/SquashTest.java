package dev.fairground.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import dev.fairground.testing.Migrator;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.api.output.MigrateOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** All migrations as one file: new databases begin with it and are the same, and old ones take no notice. */
@ExtendWith(OutputCaptureExtension.class)
class SquashTest {

    @TempDir
    Path folder;

    @Test
    @Proves("db-squash-migrations")
    void a_database_of_the_baseline_is_the_same_and_older_ones_go_on(CapturedOutput said) throws Exception {
        assertThat(squash()).isZero();
        assertThat(said.getOut()).containsPattern("All steps: \\d+ ms\\. The baseline: \\d+ ms\\.");
        assertThat(Documents.files(folder, ".sql"))
                .singleElement()
                .satisfies(file -> assertThat(file.getFileName().toString()).matches("B\\d{12}__baseline\\.sql"));

        Files.writeString(folder.resolve("V209901010000__shops_later.sql"), "create table shops.later (id int)");
        var fresh = TestDatabase.empty();
        var older = TestDatabase.copy();
        assertThat(migrate(fresh)).hasSize(2).first().asString().startsWith("B");
        assertThat(migrate(older)).containsExactly("V209901010000__shops_later.sql");
        assertThat(migrate(fresh)).as("again").isEmpty();
        assertThat(differences(fresh, older)).isEmpty();
        assertThat(newest(fresh)).isEqualTo(newest(older));

        var again = Squash.steps(TestDatabase.empty(), "classpath:db/migration", "filesystem:" + folder);
        assertThat(again.info().pending())
                .as("what the next one is proven by")
                .hasSizeGreaterThan(40)
                .allSatisfy(step -> assertThat(
                                Path.of(step.getScript()).getFileName().toString())
                        .startsWith("V"));
    }

    /** A comparison that finds nothing is worth what it would have found. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table shops.shop drop constraint shop_name_length",
                "alter table shops.shop alter plan drop default",
                "alter table shops.shop alter description drop not null",
                "alter table shops.shop alter version type bigint",
                "alter table shops.shop add column mood text",
                "alter table shops.shop set (fillfactor = 70)",
                "alter table shops.shop alter name set statistics 500",
                "alter table shops.shop disable trigger user",
                "alter table ratelimit.bucket set logged",
                "alter table outbox.delivery alter position set increment by 2",
                "alter statistics listings.listing_words set statistics 10",
                "alter function audit.refuse_change() security definer",
                "alter table audit.entry detach partition audit.entry_default",
                "drop trigger entry_before_no_truncate on audit.entry_before",
                "alter domain outbox.delivery_key drop constraint delivery_key_length",
                "alter domain outbox.delivery_key set default 'none'",
                "drop index listings.listing_price_filtered_idx",
                "drop view payments.cash_movement",
                "comment on column shops.shop.version is 'Otherwise.'",
                "comment on schema shops is null",
                "grant delete on audit.entry to fairground_web",
                "update shops.plan set monthly_minor = 1 where name = 'PRO'",
                "create type shops.mood as enum ('GOOD')",
                "create policy mine on shops.shop",
                "create schema other",
                "create extension btree_gist"
            })
    void every_difference_is_seen(String change) throws SQLException {
        var changed = TestDatabase.copy();
        JdbcClient.create(new DriverManagerDataSource(changed)).sql(change).update();

        assertThat(differences(changed, TestDatabase.copy())).isNotEmpty();
    }

    @Test
    void where_it_cannot_write_it_says_so(CapturedOutput said) throws Exception {
        assertThat(Squash.run("--into", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(said.getErr()).contains("There is no folder");
        assertThat(Squash.run("--fast")).isEqualTo(2);
    }

    private int squash() throws Exception {
        return Squash.run("--database-url", TestDatabase.empty(), "--into", folder.toString());
    }

    private List<String> migrate(String url) {
        return Migrator.of(new DriverManagerDataSource(url))
                .locations("classpath:db/migration", "filesystem:" + folder)
                .load()
                .migrate()
                .migrations
                .stream()
                .map((MigrateOutput migration) ->
                        Path.of(migration.filepath).getFileName().toString())
                .toList();
    }

    private static Set<String> differences(String one, String other) throws SQLException {
        try (var here = DriverManager.getConnection(one);
                var there = DriverManager.getConnection(other)) {
            return Squash.differences(here, there);
        }
    }

    private static String newest(String url) {
        return JdbcClient.create(new DriverManagerDataSource(url))
                .sql("select max(version::bigint)::text from migrations.flyway_schema_history")
                .query(String.class)
                .single();
    }
}

package dev.fairground.rules;

import static org.assertj.core.api.Assertions.assertThat;

import broken.shop.Drifted;
import dev.fairground.testing.Documents;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import jakarta.persistence.Entity;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Entities, and statements with what is read of their rows, say the same of the schema as the migrations do. */
class DriftTest {

    /** What is as it should be, by a part of what is said of it. */
    private static final Map<String, String> KNOWN = Map.of(
            "MessageViews.java reads status by getInt", "no answer has the status 0, which stands for none",
            "DisputeStore.java reads withdrawn_", "amounts are zero where the bank has taken nothing",
            "function pg_catalog.unnest(unknown) is not unique", "the driver tells the type of an array with its value",
            "timestamp with time zone <= text", "the driver tells the type of a time with its value",
            "relation \"pg_stat_statements\" does not exist", "asked only where the extension is");

    private Connection database;

    @BeforeEach
    void migrated() throws SQLException {
        database = DriverManager.getConnection(TestDatabase.copy());
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    @Proves("test-migrations-in-sync")
    void entities_are_kept_as_they_are_declared() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Entity.class));
        var drifts = new ArrayList<String>();
        var entities = scanner.findCandidateComponents("dev.fairground");
        for (var entity : entities) {
            drifts.addAll(new Drift(database).of(Class.forName(entity.getBeanClassName())));
        }
        assertThat(entities).hasSizeGreaterThan(3);
        assertThat(drifts).isEmpty();
    }

    @Test
    void an_entity_that_has_drifted_is_told() {
        assertThat(new Drift(database).of(Drifted.class))
                .containsExactlyInAnyOrder(
                        "Drifted.colour has no column",
                        "Drifted.staffSeats is kept as integer",
                        "Drifted.name may be null, and its column may not",
                        "Drifted lacks handle",
                        "Drifted lacks opened_at",
                        "Drifted lacks version");
    }

    @Test
    @Proves("test-migrations-in-sync")
    void statements_and_what_is_read_of_their_rows_fit_the_schema() throws SQLException {
        var sources = Documents.repository().resolve("src/main/java");
        var statements = Documents.files(sources, ".java").stream()
                .flatMap(file -> SourceStatement.in(file.getFileName().toString(), Documents.read(file)).stream())
                .toList();
        var drifts = new ArrayList<String>();
        for (var statement : statements) drifts.addAll(new Drift(database).of(statement));

        assertThat(statements).hasSizeGreaterThan(250);
        assertThat(statements).flatExtracting(SourceStatement::reads).hasSizeGreaterThan(500);
        assertThat(drifts)
                .filteredOn(drift -> KNOWN.keySet().stream().noneMatch(drift::contains))
                .isEmpty();
        assertThat(KNOWN.keySet())
                .allSatisfy(known ->
                        assertThat(drifts).anySatisfy(drift -> assertThat(drift).contains(known)));
    }

    @Test
    void a_statement_that_has_drifted_is_told() throws SQLException {
        assertThat(drifts("""
            jdbc.sql("select id, stock, price_minor, withdrawn_at is null as live "
                            + "from listings.listing where id = :id")
                    .param("id", id.value(')'))
                    .query((row, _) -> toy(row))
                    .optional();
            static Toy toy(ResultSet row) throws SQLException {
                return new Toy(row.getLong("price_minor"), row.getInt("stock"), row.getBoolean("live"), id(row, "id"));
            }
            """)).isEmpty();

        assertThat(drifts("""
            jdbc.sql('''
                select id, price_minor, status, shops.shop.plan
                  from listings.listing
                  join shops.shop using (id)
                  join integrations.attempt using (id)
                 where (:words::text is null or title = :words)
                ''').query((row, _) -> toy(row)).list();
            static Toy toy(ResultSet row) throws SQLException {
                return new Toy(row.getInt("price_minor"), row.getString("stock"), row.getInt("status"), row.getBoolean("plan"));
            }
            """.replace("'''", "\"\"\"")))
                .containsExactly(
                        "Toy.java reads price_minor by getInt of a column of type int8",
                        "Toy.java reads stock, which is not selected in: select id, price_minor, status, shops.shop.plan"
                                + " from listings.listing join shops.shop using (id) join integrations.attem",
                        "Toy.java reads status by getInt of a column that may be null, in: select id, price_minor, status,"
                                + " shops.shop.plan from listings.listing join shops.shop using (id) join integrations.attem",
                        "Toy.java reads plan by getBoolean of a column of type text");
        assertThat(drifts("jdbc.sql(\"select refunded_minor, mood from payments.intent\")"))
                .singleElement()
                .asString()
                .startsWith("Toy.java says what the schema does not know: ERROR: column \"mood\" does not exist");
    }

    private List<String> drifts(String source) throws SQLException {
        var statements = SourceStatement.in("Toy.java", source);
        assertThat(statements).hasSize(1);
        return new Drift(database).of(statements.getFirst());
    }
}

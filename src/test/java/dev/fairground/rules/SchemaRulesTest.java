package dev.fairground.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The schema keeps its rules as it is, not as the migrations read. */
@Proves({"maint-custom-linters", "db-compound-index"})
class SchemaRulesTest {

    private static final JdbcTemplate MIGRATED = at(TestDatabase.copy());
    private static final List<Excuse> EXCUSES = Excuse.from("schema-rules-excused.txt");

    @ParameterizedTest
    @EnumSource
    void the_schema_keeps_the_rule(SchemaRule rule) {
        assertThat(offenders(MIGRATED, rule).stream()
                        .filter(offender -> EXCUSES.stream().noneMatch(excuse -> excuse.covers(rule, offender))))
                .as("%s. %s Or give a reason in src/test/resources/schema-rules-excused.txt.", rule, rule.instead())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_rule_bites(SchemaRule rule) {
        var scratch = at(TestDatabase.empty());
        scratch.execute("create schema twin; " + rule.twinTable());
        assertThat(offenders(scratch, rule))
                .anySatisfy(offender -> assertThat(offender).contains(rule.twin()));
    }

    @Test
    void no_excuse_outlives_its_offender() {
        Set<Excuse> unused = new HashSet<>(EXCUSES);
        for (SchemaRule rule : EnumSet.allOf(SchemaRule.class)) {
            offenders(MIGRATED, rule).forEach(offender -> unused.removeIf(excuse -> excuse.covers(rule, offender)));
        }
        assertThat(unused).isEmpty();
    }

    /** So that whoever deploys knows whether the release before still runs on this schema. */
    @Test
    void every_migration_says_in_its_first_line_which_phase_of_a_change_it_is() {
        assertThat(Documents.files(Documents.repository().resolve("db/migration"), ".sql"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Documents.read(file).lines().findFirst())
                        .as("%s: begin with -- phase: expand, fill, switch or contract", file.getFileName())
                        .get()
                        .asString()
                        .matches("-- phase: (expand|fill|switch|contract)"));
    }

    private static List<String> offenders(JdbcTemplate database, SchemaRule rule) {
        return database.query(rule.query(), (row, _) -> row.getString(1));
    }

    private static JdbcTemplate at(String url) {
        return new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
    }
}

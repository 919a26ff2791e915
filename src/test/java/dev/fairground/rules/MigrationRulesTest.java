package dev.fairground.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import dev.fairground.testing.Proves;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No migration makes the market wait, or the release before stumble. */
class MigrationRulesTest {

    private static final List<Migration> MIGRATIONS =
            Documents.files(Documents.repository().resolve("db/migration"), ".sql").stream()
                    .filter(file -> file.getFileName().toString().startsWith("V"))
                    .map(Migration::read)
                    .toList();

    private static final List<Excuse> EXCUSES = Excuse.from("migration-rules-excused.txt");

    @ParameterizedTest
    @EnumSource
    @Proves("db-reversible-migrations")
    void migrations_keep_the_rule(MigrationRule rule) {
        assertThat(MIGRATIONS.stream()
                        .flatMap(migration -> rule.offendersIn(migration).stream())
                        .filter(offender -> EXCUSES.stream().noneMatch(excuse -> excuse.covers(rule, offender))))
                .as("%s. %s Or give a reason in src/test/resources/migration-rules-excused.txt.", rule, rule.instead())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_rule_bites_and_there_is_a_way_around(MigrationRule rule) {
        assertThat(rule.offendersIn(Migration.of("V1__twin.sql", rule.twin()))).isNotEmpty();
        var peaceful = Migration.of("V1__peaceful.sql", rule.peaceful());
        assertThat(EnumSet.allOf(MigrationRule.class))
                .allSatisfy(other ->
                        assertThat(other.offendersIn(peaceful)).as("%s", other).isEmpty());
    }

    @Test
    void a_table_that_begins_here_is_nobodys_yet() {
        var migration = Migration.of("V1__new.sql", """
            -- phase: expand
            create table shops.stall (id uuid, name text);
            alter table shops.stall add constraint stall_named check (name <> '');
            create unique index stall_idx on shops.stall (name);
            update shops.stall set name = 'x';
            """);
        assertThat(EnumSet.allOf(MigrationRule.class))
                .allSatisfy(rule -> assertThat(rule.offendersIn(migration)).isEmpty());
    }

    @Test
    void what_is_quoted_is_no_statement() {
        var migration = Migration.of("V1__quoted.sql", """
            -- phase: expand; drop table shops.shop;
            /* drop table a; */
            comment on table shops.shop is 'It''s; drop table b; said';
            create function shops.twice() returns int language sql as $body$ select 1; drop table c; $body$;
            alter table shops."drop table d;" add column x int
            """);
        assertThat(migration.statements())
                .containsExactly(
                        "comment on table shops.shop is ''",
                        "create function shops.twice() returns int language sql as ''",
                        "alter table shops.quoted_name add column x int");
    }

    @Test
    void no_excuse_outlives_its_offender() {
        Set<Excuse> unused = new HashSet<>(EXCUSES);
        for (MigrationRule rule : EnumSet.allOf(MigrationRule.class)) {
            MIGRATIONS.forEach(migration -> rule.offendersIn(migration)
                    .forEach(offender -> unused.removeIf(excuse -> excuse.covers(rule, offender))));
        }
        assertThat(unused).isEmpty();
    }
}

package dev.fairground;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Documents;
import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** For each table somebody has thought of the size that it will have, and of how it is asked then. */
@Proves("db-design-for-volume")
class VolumeNotesTest {

    private static final Pattern NOTE = Pattern.compile(
            "(?m)^\\| `([a-z_]+\\.[a-z_]+)` \\| ([1-9][\\d,]*) \\| (?:about )?([1-9][\\d,]*) \\| .{3,} \\|$");
    private static final Pattern SUM = Pattern.compile("In all that is (\\d+) GB");

    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(TestDatabase.copy(), "postgres", ""));
    private final String notes = Documents.read(Documents.repository().resolve("runbooks/operations/volume.md"));

    @Test
    void every_table_has_its_note_and_every_note_its_table() {
        assertThat(faults(notes)).isEmpty();
    }

    @Test
    void a_table_without_a_note_is_found_and_so_is_one_without_numbers() {
        jdbc.sql("create table shops.annex (id uuid)").update();

        assertThat(faults(notes)).containsExactly("shops.annex has no note");
        assertThat(faults(notes.replace("| `shops.plan` | 2 |", "| `shops.plan` | some |")))
                .contains("shops.plan has no note");
        assertThat(faults(notes + "| `shops.gone` | 2 | 300 | by name |\n")).contains("shops.gone is no table");
    }

    @Test
    void the_sum_is_that_of_the_notes() {
        long bytes = NOTE.matcher(notes)
                .results()
                .mapToLong(note -> number(note, 2) * number(note, 3))
                .sum();

        assertThat(SUM.matcher(notes).results().map(sum -> sum.group(1)))
                .containsExactly(Long.toString(Math.round(bytes / 1e9)));
    }

    private List<String> faults(String document) {
        var noted = NOTE.matcher(document).results().map(note -> note.group(1)).collect(Collectors.toSet());
        var tables = jdbc.sql("""
                select nspname || '.' || relname
                  from pg_class
                  join pg_namespace on pg_namespace.oid = relnamespace
                 where relkind in ('r', 'p') and not relispartition and nspname !~ '^(pg_|information_schema$|public$|migrations$)'
                """).query((row, _) -> row.getString(1)).set();
        return Stream.concat(
                        tables.stream().filter(table -> !noted.contains(table)).map(table -> table + " has no note"),
                        noted.stream().filter(table -> !tables.contains(table)).map(table -> table + " is no table"))
                .toList();
    }

    private static long number(MatchResult note, int group) {
        return Long.parseLong(note.group(group).replace(",", ""));
    }
}

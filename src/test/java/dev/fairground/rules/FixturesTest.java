package dev.fairground.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.SoundWorld;
import dev.fairground.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Every table has a fixture whose default row its constraints accept. */
class FixturesTest {

    /** Its one row comes with the migration. */
    private static final String WITHOUT = "catalog.tree_version";

    private final String url = TestDatabase.copy();
    private final JdbcTemplate database = new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));

    @Test
    void every_table_gets_a_row_from_its_fixture() {
        SoundWorld.fill(url);
        assertThat(emptyTables()).isEmpty();
    }

    @Test
    void a_table_without_a_fixture_is_found() {
        database.execute("create schema twin; create table twin.orphan (id int)");
        SoundWorld.fill(url);
        assertThat(emptyTables()).containsExactly("twin.orphan");
    }

    private List<String> emptyTables() {
        return database.query("""
                          select n.nspname || '.' || c.relname
                            from pg_class c join pg_namespace n on n.oid = c.relnamespace
                           where c.relkind in ('r', 'p')
                             and n.nspname !~ '^(pg_|information_schema|migrations$|public$)'
                        order by 1
                        """, (row, _) -> row.getString(1)).stream()
                .filter(table -> !table.equals(WITHOUT))
                .filter(table -> database.queryForList("select 1 from " + table + " limit 1")
                        .isEmpty())
                .toList();
    }
}

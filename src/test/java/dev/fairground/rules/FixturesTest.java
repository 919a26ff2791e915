package dev.fairground.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import dev.fairground.testing.RowFixture;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SoundWorld;
import dev.fairground.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Every table has a fixture whose default row its constraints accept, and every state of every row has one too. */
@Proves("test-factories")
class FixturesTest {

    /** Their rows come with migrations, and nobody makes others. */
    private static final Set<String> WITHOUT = Set.of("catalog.tree_version", "shops.plan");

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

    @Test
    void every_state_gets_a_row_from_its_fixture() {
        fillStates();
        assertThat(ColumnState.in(database))
                .extracting(ColumnState::toString)
                .contains(
                        "outbox.delivery.state = dead",
                        "orders.placed_order.state = REFUNDED",
                        "payments.intent.state = DECLINED");
        assertThat(missingStates()).isEmpty();
    }

    @Test
    void a_state_without_a_fixture_is_found() {
        database.execute("""
                create schema twin;
                create table twin.door (state text constraint door_state_known check (state in ('open', 'shut')));
                insert into twin.door values ('open');
                alter table orders.placed_order add column mood text generated always as (
                    case when paid_at is null then 'hopeful' when fee_minor < 0 then 'furious' else 'glad' end) stored;
                """);
        fillStates();
        assertThat(missingStates()).containsExactly("orders.placed_order.mood = furious", "twin.door.state = shut");
    }

    private void fillStates() {
        SoundWorld.fill(url);
        SoundWorld.fillStates(url);
        var rows = Rows.in(new DriverManagerDataSource(url, "postgres", ""));
        ColumnState.in(database).stream()
                .filter(state -> RowFixture.tables().contains(state.table()))
                .forEach(state -> RowFixture.aRow(state.table())
                        .being(state.column(), state.value())
                        .in(rows));
    }

    private List<String> missingStates() {
        return ColumnState.in(database).stream()
                .filter(state -> !WITHOUT.contains(state.table()))
                .filter(state -> !state.isIn(database))
                .map(ColumnState::toString)
                .toList();
    }

    private List<String> emptyTables() {
        return database.query("""
                          select n.nspname || '.' || c.relname
                            from pg_class c join pg_namespace n on n.oid = c.relnamespace
                           where c.relkind in ('r', 'p') and not c.relispartition
                             and n.nspname !~ '^(pg_|information_schema|migrations$|public$)'
                        order by 1
                        """, (row, _) -> row.getString(1)).stream()
                .filter(table -> !WITHOUT.contains(table))
                .filter(table -> database.queryForList("select 1 from " + table + " limit 1")
                        .isEmpty())
                .toList();
    }
}

package dev.fairground.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that came back wrong, though the catalogue believes in it. */
class SoundnessTest {

    private static final Instant SETTLED = Instant.parse("2026-11-21T12:00:00Z");

    private final String url = TestDatabase.copy();
    private final JdbcTemplate database = new JdbcTemplate(new DriverManagerDataSource(url));
    private Contents then;

    @BeforeEach
    void a_database_that_was_backed_up() throws SQLException {
        for (int minute = 10; minute < 13; minute++) {
            database.execute("""
                    insert into audit.entry (id, at, actor, action, target, before, after)
                    values (gen_random_uuid(), '2026-11-21 11:%d:00Z', 'member/1', 'listing.published', 'listing/1', '{}', '{}')
                    """.formatted(minute));
        }
        then = Contents.of(url, SETTLED);
    }

    @Test
    void one_that_only_went_on_is_sound() throws SQLException {
        audited("12:00:00Z");

        assertThat(faults()).isEmpty();
    }

    @Test
    void a_trail_that_lost_or_won_or_changed_an_entry_is_not_the_same() throws SQLException {
        var changed = "the audit trail before " + SETTLED + " is not what it was";
        behindItsBack("update audit.entry set actor = 'member/2' where at = '2026-11-21 11:11:00Z'");
        assertThat(faults()).containsExactly(changed);
        behindItsBack("update audit.entry set actor = 'member/1' where at = '2026-11-21 11:11:00Z'");
        assertThat(faults()).isEmpty();

        behindItsBack("delete from audit.entry where at = '2026-11-21 11:12:00Z'");
        assertThat(faults()).containsExactly("audit.entry has 2 rows, and had 3", changed);
        audited("11:59:59Z");
        assertThat(faults()).containsExactly(changed);
    }

    @Test
    void a_table_that_is_gone_is_missed() throws SQLException {
        database.execute("drop table outbox.pause");

        assertThat(faults()).containsExactly("outbox.pause is gone");
    }

    @Test
    void a_row_that_breaks_a_rule_is_found() throws SQLException {
        database.execute("create table public.price (minor bigint not null)");
        database.execute("insert into public.price values (-1)");
        database.execute("alter table public.price add constraint price_not_negative check (minor >= 0) not valid");
        database.execute("update pg_constraint set convalidated = true where conname = 'price_not_negative'");

        assertThat(faults())
                .containsExactly(
                        "ERROR: check constraint \"price_not_negative\" of relation \"price\" is violated by some row");
    }

    @Test
    void an_index_that_does_not_know_a_row_is_found() throws SQLException {
        database.execute("create table public.thing (id bigint)");
        database.execute("create index thing_idx on public.thing (id)");
        database.execute("update pg_index set indisready = false where indexrelid = 'public.thing_idx'::regclass");
        database.execute("insert into public.thing values (7)");
        database.execute("update pg_index set indisready = true where indexrelid = 'public.thing_idx'::regclass");

        assertThat(faults()).hasSize(1).first().asString().contains("heap tuple", "lacks matching index tuple");
    }

    @Test
    void a_reference_to_nothing_and_books_that_do_not_add_up_are_found() throws SQLException {
        behindItsBack(
                "insert into payments.posting (entry_id, account, amount_minor, currency) values (gen_random_uuid(), 'provider:cash', 7, 'EUR')");

        assertThat(faults())
                .anyMatch(fault -> fault.contains("violates foreign key constraint \"posting_entry_fk\""))
                .contains("✗ the ledger sums to zero in each currency: EUR 7, 1 wrong");
    }

    private void audited(String time) {
        database.execute("""
                insert into audit.entry (id, at, actor, action, target, before, after)
                values (gen_random_uuid(), '2026-11-21 %s', 'member/1', 'listing.published', 'listing/1', '{}', '{}')
                """.formatted(time));
    }

    /** As a disk or a console would do it: no trigger and no constraint looks. */
    private void behindItsBack(String sql) {
        database.execute("set session_replication_role = replica; " + sql);
    }

    private List<String> faults() throws SQLException {
        return Soundness.faults(url, then, Contents.of(url, SETTLED));
    }
}

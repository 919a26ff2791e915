package dev.fairground.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.doctor.Doctor;
import dev.fairground.platform.ids.UuidV7;
import dev.fairground.testing.Chance;
import dev.fairground.testing.Migrator;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.TestDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The audit trail is cut by month: rows find their part, parts are there in time, and what has none is kept and told. */
@Proves("db-partitioning")
class AuditPartsTest {

    private static final Instant FAR = Instant.parse("2031-07-15T12:00:00Z");

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.copy());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final SettableClock clock = new SettableClock();
    private final AuditParts parts = new AuditParts(jdbc, clock);

    @Test
    void the_parts_of_the_next_months_are_there_before_their_first_row() {
        assertThat(write(today())).doesNotContain("default");
        assertThat(write(today().atOffset(ZoneOffset.UTC).plusMonths(3).toInstant()))
                .matches("audit\\.entry_\\d{4}_\\d\\d");

        clock.set(FAR);
        assertThat(parts.keep()).isEqualTo(4);
        assertThat(parts.keep()).as("what is there is not made again").isZero();
        assertThat(write(FAR)).isEqualTo("audit.entry_2031_07");
        assertThat(write(Instant.parse("2031-07-31T23:59:59.999Z"))).isEqualTo("audit.entry_2031_07");
        assertThat(write(Instant.parse("2031-08-01T00:00:00Z"))).isEqualTo("audit.entry_2031_08");
        assertThat(write(Instant.parse("2031-10-31T23:59:59.999Z"))).isEqualTo("audit.entry_2031_10");
        assertThat(parts.isAstray()).isFalse();
    }

    @Test
    void what_asks_for_one_month_reads_one_part() {
        clock.set(FAR);
        parts.keep();

        var plan = jdbc.sql(
                        "explain select * from audit.entry where id >= audit.first_id('2031-08-03Z') and id < audit.first_id('2031-08-04Z')")
                .query(String.class)
                .list();

        assertThat(plan).anySatisfy(line -> assertThat(line).contains("entry_2031_08"));
        assertThat(String.join("\n", plan)).doesNotContain("entry_2031_07", "entry_before", "entry_default");
    }

    @Test
    void a_row_without_a_part_is_kept_and_told_and_the_job_that_makes_parts_fails() {
        assertThat(write(FAR)).isEqualTo("audit.entry_default");

        assertThat(parts.isAstray()).isTrue();
        assertThat(new Doctor(database).look("parts").orElseThrow().faults())
                .singleElement()
                .asString()
                .startsWith("1 rows of audit.entry lie in audit.entry_default");
        clock.set(FAR);
        assertThatThrownBy(parts::keep).hasMessageContaining("entry_default");
    }

    @Test
    void months_for_which_nobody_made_a_part_are_told_before_their_first_row() {
        jdbc.sql("""
                do $$ declare part text; begin
                    for part in select inhrelid::regclass::text from pg_inherits where inhparent = 'audit.entry'::regclass loop
                        if part ~ '_\\d{4}_\\d\\d$' then execute 'drop table ' || part; end if;
                    end loop;
                end $$
                """).update();

        assertThat(new Doctor(database).look("parts").orElseThrow().faults())
                .singleElement()
                .asString()
                .contains("see why the job that makes parts has not run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit.%s set actor = 'me'",
                "delete from audit.%s",
                "truncate audit.%s",
            })
    void nobody_changes_the_trail_by_way_of_a_part(String change) {
        clock.set(FAR);
        parts.keep();
        write(FAR);
        write(Instant.parse("2020-01-01T00:00:00Z"));

        assertThatThrownBy(() -> jdbc.sql(change.formatted("entry_2031_07")).update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql(change.formatted("entry_before")).update())
                .hasMessageContaining("append-only");
    }

    /** As a market meets it that has a trail already. */
    @Test
    void a_trail_that_is_there_becomes_the_first_part() {
        String url = TestDatabase.empty();
        var old = JdbcClient.create(new DriverManagerDataSource(url));
        migrate(url, "202611221337");
        var before = entry(old, Instant.parse("2026-11-02T12:00:00Z"));
        assertThat(before).isEqualTo("audit.entry");
        long file = old.sql("select pg_relation_filenode('audit.entry')")
                .query(Long.class)
                .single();

        migrate(url, "latest");

        assertThat(old.sql("select tableoid::regclass::text from audit.entry")
                        .query(String.class)
                        .list())
                .containsExactly("audit.entry_before");
        assertThat(old.sql("select pg_relation_filenode('audit.entry_before')")
                        .query(Long.class)
                        .single())
                .as("no row was copied")
                .isEqualTo(file);
        assertThat(entry(old, today())).isEqualTo("audit.entry_before");
    }

    private static void migrate(String url, String target) {
        Migrator.of(new DriverManagerDataSource(url, "postgres", ""))
                .target(target)
                .load()
                .migrate();
    }

    /** By the clock of the migrations, which make parts by it. */
    private Instant today() {
        return jdbc.sql("select now()").query(Instant.class).single();
    }

    private String write(Instant at) {
        return entry(jdbc, at);
    }

    /** Returns where it came to lie. */
    private static String entry(JdbcClient jdbc, Instant at) {
        UUID id = UuidV7.at(at, Chance.random());
        return jdbc.sql("""
                insert into audit.entry (id, at, actor, action, target, before, after)
                values (:id, :at, 'system', 'thing.done', 'thing/1', '{}', '{}')
                returning tableoid::regclass::text
                """)
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .single();
    }
}

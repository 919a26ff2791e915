package dev.fairground.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A statement is explained with its values; and nothing that is explained changes anything, waits, or goes on for ever. */
class ExplainerTest {

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.empty());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Explainer explainer = new Explainer(database);

    @BeforeEach
    void a_table() {
        jdbc.sql("create table thing as select id, id % 3000 as b from generate_series(1, 40000) id")
                .update();
        jdbc.sql("alter table thing add primary key (id)").update();
        jdbc.sql("analyze thing").update();
    }

    @Test
    void a_statement_that_reads_is_run_with_its_values() throws SQLException {
        var explained = explainer.explain("select * from thing where b = ?", statement -> statement.setInt(1, 5));

        assertThat(explained.ran()).isTrue();
        assertThat(explained.buffers()).isPositive();
        assertThat(explained.plan())
                .containsExactly(
                        "Seq Scan thing: rows 14 (guessed 13), loops 1, buffers " + explained.buffers() + "  (b = 5)");
        assertThat(explained.faults())
                .containsExactly("Reads all 40,000 rows of thing to keep 14: no index serves (b = 5).");
    }

    @Test
    void a_statement_that_writes_is_planned_and_not_run() throws SQLException {
        for (var writing : new String[] {
            "delete from thing where id = 7",
            "with gone as (delete from thing where id = 7 returning id) select id from gone",
            "select id from thing where id = 7 for update"
        }) {
            var explained = explainer.explain(writing, _ -> {});
            assertThat(explained.ran()).as(writing).isFalse();
            assertThat(explained.plan()).as(writing).isNotEmpty();
        }
        assertThat(rows()).isEqualTo(40_000);
    }

    /** The driver sends each part by itself, and the first of them ends the transaction that cannot write. */
    @Test
    @Proves("db-explain-easy")
    void no_text_gets_out_of_the_session_that_cannot_write() {
        for (var text : new String[] {"select 1; commit; delete from thing", "select 1; rollback; delete from thing"}) {
            assertThatThrownBy(() -> explainer.explain(text, _ -> {})).isInstanceOf(SQLException.class);
        }
        assertThat(rows()).isEqualTo(40_000);
    }

    @Test
    void what_takes_too_long_is_stopped_and_planned() throws SQLException {
        var explained = explainer.explain(
                "select count(*) from thing a, thing b where a.b + b.b = 1", _ -> {}, Duration.ofMillis(100));

        assertThat(explained.ran()).isFalse();
        assertThat(explained.plan()).isNotEmpty();
        assertThat(explained.faults()).first().asString().startsWith("Did not end within");
    }

    /** A pool hands the session to somebody else, who means to write. */
    @Test
    void the_session_is_handed_back_as_it_was() throws SQLException {
        var pooled = new SingleConnectionDataSource(database.getConnection(), true);
        try {
            var borrowing = new Explainer(pooled);
            borrowing.explain("select 1", _ -> {});
            assertThatThrownBy(() -> borrowing.explain("select 1/0", _ -> {})).isInstanceOf(SQLException.class);
            assertThat(JdbcClient.create(pooled)
                            .sql("delete from thing where id = 1")
                            .update())
                    .isOne();
        } finally {
            pooled.destroy();
        }
    }

    @Test
    void a_statement_of_the_statistics_is_planned_for_any_value() throws SQLException {
        assertThat(explainer.explain(1)).as("without the extension").isEmpty();
        jdbc.sql("create extension pg_stat_statements").update();
        jdbc.sql("select count(*) from thing where b = 77").query(Long.class).single();
        jdbc.sql("select cardinality(array[]::int[]) > ?::int")
                .param(1)
                .query(Boolean.class)
                .single();

        var explained = explainer.explain(id("%from thing where b = $1")).orElseThrow();
        assertThat(explained.sql()).endsWith("where b = $1");
        assertThat(explained.ran()).isFalse();
        assertThat(explained.plan()).anySatisfy(line -> assertThat(line).contains("Seq Scan thing"));
        assertThat(explainer.explain(id("%from thing where b = $1")))
                .as("a second time")
                .isPresent();
        assertThat(explainer.explain(1)).isEmpty();
    }

    private long id(String like) {
        return jdbc.sql("select queryid from pg_stat_statements where query like ? and dbid = (select oid from"
                        + " pg_database where datname = current_database())")
                .param(like)
                .query(Long.class)
                .single();
    }

    private long rows() {
        return jdbc.sql("select count(*) from thing").query(Long.class).single();
    }
}

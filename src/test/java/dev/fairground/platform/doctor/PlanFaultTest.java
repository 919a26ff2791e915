package dev.fairground.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Each fault of a plan is planted in a real one and told; and a plan beside it, of the same shape without the fault, is left in peace. */
class PlanFaultTest {

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.empty());
    private final JdbcClient jdbc = JdbcClient.create(database);

    @ParameterizedTest
    @EnumSource
    void the_fault_is_told_and_its_twin_is_not(PlanFault fault) throws SQLException {
        var planted = planted(fault);
        // So that little is much, on every machine.
        String name = jdbc.sql("select current_database()").query(String.class).single();
        jdbc.sql("alter database " + name + " set work_mem = '64kB'").update();
        jdbc.sql("alter database " + name + " set max_parallel_workers_per_gather = 0")
                .update();
        planted.tables().lines().forEach(table -> jdbc.sql(table).update());

        assertThat(faultsOf(planted.sick())).anySatisfy(told -> assertThat(told).contains(planted.told()));
        assertThat(faultsOf(planted.sound())).isEmpty();
    }

    private List<String> faultsOf(String sql) throws SQLException {
        var explanation = new Explainer(database).explain(sql, _ -> {});
        assertThat(explanation.ran()).isTrue();
        return explanation.faults();
    }

    private static Planted planted(PlanFault fault) {
        return switch (fault) {
            case READS_ALL ->
                new Planted(
                        """
                        create table thing as select id, id % 3000 as a, id % 3000 as b from generate_series(1, 40000) id
                        create index thing_b on thing (b)
                        analyze thing\
                        """,
                        "select * from thing where a = 5",
                        "select * from thing where b = 5",
                        "Reads all 40,000 rows of thing to keep 14: no index serves (a = 5)");
            case THROWS_AWAY ->
                new Planted(
                        """
                        create table thing as select id, id % 10 as a, id % 3001 as b, repeat('x', 100) as filler from generate_series(1, 40000) id
                        create index thing_a on thing (a)
                        create index thing_both on thing (a, (b + 0))
                        analyze thing\
                        """,
                        "select * from thing where a = 1 and b = 5",
                        "select * from thing where a = 1 and b + 0 = 5",
                        "of them away: the index lacks what (b = 5) asks");
            case COMPARES_PAIRS ->
                new Planted(
                        """
                        create table few as select id from generate_series(1, 300) id
                        analyze few\
                        """,
                        "select * from few one join few other on one.id + other.id = 7",
                        "select * from few one join few other on one.id = 7 - other.id",
                        "Compares 90,000 pairs of rows to keep 6");
            case SPILLS ->
                new Planted(
                        """
                        create table thing as select id, md5(id::text) as c from generate_series(1, 20000) id
                        alter table thing add primary key (id)
                        analyze thing\
                        """,
                        "select * from thing order by c",
                        "select * from thing order by id",
                        "Sort does not fit into work_mem and works on disk");
            case SORTS_ALL ->
                new Planted(
                        """
                        create table thing as select id, md5(id::text) as c from generate_series(1, 20000) id
                        alter table thing add primary key (id)
                        analyze thing\
                        """,
                        "select * from thing order by c limit 10",
                        "select * from thing order by id limit 10",
                        "Sorts 20,000 rows to give 10: no index has the order c");
            case GUESSES_BADLY ->
                new Planted(
                        """
                        create table same as select id % 9 as a, id % 9 as b, id % 9 as c, id % 9 as d from generate_series(1, 40000) id
                        create table told as select * from same
                        create statistics told_together (dependencies) on a, b, c, d from told
                        analyze same, told\
                        """,
                        "select * from same where a = 1 and b = 1 and c = 1 and d = 1",
                        "select * from told where a = 1 and b = 1 and c = 1 and d = 1",
                        "rows where 4,445 come (Seq Scan same)");
            case LOOPS ->
                new Planted(
                        """
                        create table thing as select id, id % 3000 as b from generate_series(1, 20000) id
                        alter table thing add primary key (id)
                        create table few as select id from generate_series(1, 2000) id
                        analyze thing, few\
                        """,
                        "select (select max(b) from thing where thing.id = few.id) from few",
                        "select max(b) from thing join few on thing.id = few.id group by few.id limit 100",
                        "Goes 2,000 times to thing_pkey of thing");
            case LOSSY ->
                new Planted(
                        """
                        create table wide as select (id * 7919) % 200 as a, repeat('x', 300) as filler from generate_series(1, 100000) id
                        create index wide_a on wide (a)
                        analyze wide\
                        """,
                        "select filler from wide where a in (3, 4, 5, 6, 7)",
                        "select filler from wide where a = 3",
                        "The bitmap over wide does not fit into work_mem");
            case VISITS_TABLE ->
                new Planted(
                        """
                        create table fresh (id int) with (autovacuum_enabled = false)
                        insert into fresh select generate_series(1, 20000)
                        create index fresh_id on fresh (id)
                        analyze fresh\
                        """,
                        "select id from fresh where id < 3000",
                        "select id from fresh where id < 300",
                        "Could answer from fresh_id of fresh alone, and visits the table 2,999 times");
        };
    }

    /** @param tables a statement on each line */
    private record Planted(String tables, String sick, String sound, String told) {}
}

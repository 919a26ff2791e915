package dev.fairground.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import dev.fairground.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Whatever a look calls a fault is planted in a real database and told; and what only resembles it is not. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoctorTest {

    /** Not where one ends within a block. */
    private static final Pattern STATEMENTS =
            Pattern.compile(";\\s*(?=(?:create|insert|delete|analyze|vacuum|select|do|alter|drop)\\b)");

    /** Each takes some milliseconds. */
    private static final int MOST_LOOKS = 10_000;

    private final String url = TestDatabase.empty() + "&ApplicationName=fairground-web-1";
    private final DriverManagerDataSource database = new DriverManagerDataSource(url);
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Doctor doctor = new Doctor(database);
    private final List<Connection> sessions = new ArrayList<>();

    static Stream<Plant> plants() {
        return PLANTS.stream();
    }

    @ParameterizedTest
    @MethodSource("plants")
    @Proves("db-introspection-tools")
    void what_is_wrong_is_told_and_what_only_resembles_it_is_not(Plant plant) throws SQLException {
        run(plant.sound());
        assertThat(faults(plant.look())).isEmpty();

        run(plant.sick());
        assertThat(faults(plant.look())).anySatisfy(fault -> assertThat(fault).contains(plant.told()));
    }

    @Test
    void no_look_is_without_its_plant() {
        var planted = Stream.concat(
                PLANTS.stream().map(Plant::look), Stream.of("live", "locks", "connections", "wraparound", "size"));
        assertThat(doctor.titles().keySet())
                .containsExactlyInAnyOrderElementsOf(planted.distinct().toList());
    }

    @Test
    void a_migrated_database_is_well() {
        assertThat(new Doctor(new DriverManagerDataSource(TestDatabase.copy())).examine())
                .hasSize(16)
                .allSatisfy(sight -> assertThat(sight.faults()).isEmpty())
                .filteredOn(sight -> sight.blocked() != null)
                .singleElement()
                .satisfies(sight -> assertThat(sight.blocked()).contains("create extension pg_stat_statements"));
    }

    /** With 115,000 transactions for a table that wants vacuum after 100,000; others stay far from their two hundred millions. */
    @Test
    void a_table_that_vacuum_cannot_freeze_is_told() throws SQLException {
        var old = session();
        old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        run("create table old (id int) with (autovacuum_freeze_max_age = 100000); create table young (id int)");
        execute(old, "select pg_current_xact_id()");
        assertThat(faults("wraparound")).isEmpty();

        jdbc.sql("do $$ begin for i in 1..115000 loop perform pg_current_xact_id(); commit; end loop; end $$")
                .update();
        assertThat(faults("wraparound")).singleElement().asString().contains("Table old is 115");
    }

    @Test
    void a_database_that_is_nearly_full_of_connections_is_told() throws SQLException {
        String name = name();
        jdbc.sql("alter database " + name + " connection limit 20").update();
        for (int i = 0; i < 6; i++) session();
        assertThat(faults("connections")).isEmpty();
        assertThat(doctor.look("connections").orElseThrow().rows())
                .anySatisfy(row -> assertThat(row).startsWith("fairground-web-1", "7"));

        jdbc.sql("alter database " + name + " connection limit 8").update();
        assertThat(faults("connections")).singleElement().asString().startsWith("7 of 8 connections are taken");
    }

    @Test
    void a_session_that_sits_in_its_transaction_is_told_after_a_while() throws SQLException {
        var idle = session();
        execute(idle, "select 1");
        assertThat(faults("live")).isEmpty();
        assertThat(doctor.look("live").orElseThrow().rows())
                .singleElement()
                .satisfies(row -> assertThat(row).contains("idle in transaction", "fairground-web-1"));

        afterNoWhile();
        assertThat(faults("live")).singleElement().asString().contains("has sat in a transaction for");
    }

    /** The first holds up the second, which holds up the third. */
    @Test
    @Proves("db-introspection-tools")
    void who_waits_for_whom_is_a_tree_with_the_culprit_at_its_root() throws Exception {
        run("create table one (id int); create table other (id int)");
        var root = session();
        var middle = session();
        var last = session();
        execute(root, "lock table one");
        execute(middle, "lock table other");
        var waits = new ArrayList<CompletableFuture<Void>>();
        waits.add(waitsFor(middle, "lock table one"));
        awaitBlocked(1);
        waits.add(waitsFor(last, "lock table other"));
        awaitBlocked(2);

        assertThat(faults("locks")).as("a moment is no fault").isEmpty();
        assertThat(doctor.look("locks").orElseThrow().rows())
                .extracting(row -> row.get(0))
                .containsExactly(pid(root), "→ " + pid(middle), "→ → " + pid(last));
        afterNoWhile();
        assertThat(faults("locks"))
                .singleElement()
                .asString()
                .startsWith("Session " + pid(root) + " (fairground-web-1) holds up 2 sessions");

        root.rollback();
        waits.getFirst().join();
        middle.rollback();
        waits.getLast().join();
    }

    /** The page of the staff looks as the first of these; the other has no right to look into sessions. */
    @Test
    void whoever_may_not_see_all_is_told_so_and_sees_who_waits_all_the_same() throws Exception {
        run("create table one (id int); grant all on one to public; create extension pg_stat_statements");
        run("create schema jobs; create table jobs.beat (name text, at timestamptz, next_by timestamptz, note text);"
                + " grant usage on schema jobs to public; grant select on jobs.beat to public");
        var root = session();
        execute(root, "lock table one");
        var other = session();
        var waits = waitsFor(other, "lock table one");
        awaitBlocked(1);
        var web = new Doctor(new DriverManagerDataSource(TestDatabase.as("fairground_web", url)));
        var worker = new Doctor(new DriverManagerDataSource(TestDatabase.as("fairground_worker", url)));

        for (var doctor : List.of(web, worker)) {
            assertThat(doctor.look("locks").orElseThrow().rows())
                    .extracting(row -> row.get(0))
                    .containsExactly(pid(root), "→ " + pid(other));
            assertThat(doctor.examine())
                    .allSatisfy(sight -> assertThat(sight.blocked()).isNull());
        }
        assertThat(web.examine()).allSatisfy(sight -> assertThat(sight.faults()).isEmpty());
        assertThat(web.look("live").orElseThrow().rows())
                .anySatisfy(row -> assertThat(row).contains("lock table one"));
        assertThat(worker.look("live").orElseThrow().faults())
                .containsExactly("Of 2 sessions of other roles nothing can be seen but their names: grant"
                        + " pg_read_all_stats to fairground_worker.");
        assertThat(worker.look("slow").orElseThrow().faults())
                .singleElement()
                .asString()
                .endsWith("grant pg_read_all_stats to fairground_worker.");
        root.rollback();
        waits.join();
    }

    @Test
    void a_look_that_fails_says_so_and_spares_the_others() throws SQLException {
        execute(session(), "select 1");
        jdbc.sql("alter database " + name() + " set fairground.patience = 'soon'")
                .update();
        assertThat(doctor.look("live").orElseThrow().blocked()).startsWith("Could not be looked at");
        assertThat(doctor.look("unproven").orElseThrow().blocked()).isNull();
        assertThat(doctor.look("horoscope")).isEmpty();
    }

    @AfterEach
    void end() throws SQLException {
        for (var session : sessions) session.close();
    }

    private List<String> faults(String look) {
        var sight = doctor.look(look).orElseThrow();
        assertThat(sight.blocked()).isNull();
        return sight.faults();
    }

    /**
     * Each by itself, since some run in no transaction with others; and what each counted is told at once. Otherwise that comes a second later,
     * and on top of what an {@code analyze} has seen with its own eyes meanwhile.
     */
    private void run(String statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url)) {
            for (var statement : STATEMENTS.split(statements)) {
                execute(connection, statement);
                execute(connection, "select pg_stat_force_next_flush()");
            }
        }
    }

    private void afterNoWhile() {
        jdbc.sql("alter database " + name() + " set fairground.patience = '0s'").update();
    }

    private String name() {
        return jdbc.sql("select current_database()").query(String.class).single();
    }

    private Connection session() throws SQLException {
        var session = DriverManager.getConnection(url);
        session.setAutoCommit(false);
        sessions.add(session);
        return session;
    }

    private static String pid(Connection session) throws SQLException {
        return String.valueOf(session.unwrap(org.postgresql.PGConnection.class).getBackendPID());
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void executed(Connection session, String sql) {
        try {
            execute(session, sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** On a thread of its own: of the pool that they would share, two cores have one, and the second would wait for the first. */
    private static CompletableFuture<Void> waitsFor(Connection session, String sql) {
        return CompletableFuture.runAsync(() -> executed(session, sql), Thread::startVirtualThread);
    }

    private void awaitBlocked(int sessions) {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            long blocked = jdbc.sql("select count(*) from pg_locks where not granted and database = (select oid from"
                            + " pg_database where datname = current_database())")
                    .query(Long.class)
                    .single();
            if (blocked >= sessions) return;
        }
        throw new AssertionError("No " + sessions + " sessions wait for a lock");
    }

    private static final List<Plant> PLANTS = List.of(
            new Plant("parts", """
                    create table cut (id int) partition by range (id);
                    create table cut_2999_01 partition of cut for values from (0) to (10);
                    create table cut_default partition of cut default; insert into cut values (1)\
                    """, "insert into cut values (11)", "1 rows of cut lie in cut_default"),
            new Plant("parts", "select 1", """
                    create table stale (id int) partition by range (id);
                    create table stale_2020_01 partition of stale for values from (0) to (10)\
                    """, "The last part of stale is stale_2020_01"),
            new Plant("drift", """
                    create table sound (n int); insert into sound values (1);
                    alter table sound add constraint sound_positive check (n > 0) not valid\
                    """, """
                    create table aged (n int); insert into aged values (0), (1), (null), (-1);
                    alter table aged add constraint aged_positive check (n > 0) not valid\
                    """, "2 rows of aged break aged_positive"),
            new Plant("drift", "select 1", """
                    create table home (n int primary key); insert into home values (1);
                    create table lodger (n int); insert into lodger values (1), (2), (null);
                    alter table lodger add constraint lodger_home foreign key (n) references home (n) not valid\
                    """, "1 rows of lodger break lodger_home"),
            new Plant(
                    "beats",
                    """
                    create schema jobs; create table jobs.beat (name text, at timestamptz, next_by timestamptz, note text);
                    insert into jobs.beat values ('in-time', now() - interval '1 day', now() + interval '1 minute', 'Done.')\
                    """,
                    "insert into jobs.beat values ('backup', '2026-01-01 10:00Z', now() - interval '1 second', 'Done.')",
                    "backup was last done at 2026-01-01 10:00 UTC and was due again by"),
            new Plant(
                    "bloat",
                    """
                    create table thing (id int) with (autovacuum_enabled = false); insert into thing select generate_series(1, 30000);
                    delete from thing where id <= 5000; analyze thing\
                    """,
                    "delete from thing where id <= 20000",
                    "Table thing has 20000 dead rows beside 10000 live ones"),
            new Plant("bloat", """
                create table loose (id int) with (fillfactor = 10, autovacuum_enabled = false); insert into loose select generate_series(1, 40000);
                analyze loose\
                """, """
                    create table emptied (id int) with (autovacuum_enabled = false); insert into emptied select generate_series(1, 400000);
                    delete from emptied where id % 10 <> 0; vacuum analyze emptied\
                    """, "Table emptied takes 14 MB, of" + " which about 1"),
            new Plant("cache", """
                create table small as select id from generate_series(1, 40000) id;
                select count(*) from (select from small a, generate_series(1, 100)) as often\
                """, """
                    create table big with (fillfactor = 10) as select id, repeat('x', 100) as filler from generate_series(1, 40000) id;
                    select count(*) from big; select count(*) from big; select count(*) from big\
                    """, "Of table big," + " only"),
            new Plant(
                    "duplicate-indexes",
                    """
                    create table thing (a int, b int, constraint thing_a_once unique (a)); create index thing_a_b on thing (a, b);
                    create index thing_b on thing (b); create index thing_b_some on thing (b) where a > 0; create index thing_b_down on thing (b desc);
                    create index thing_b_hash on thing using hash (b); create index thing_a_with on thing (a) include (b)\
                    """,
                    "create index thing_b_a on thing (b, a)",
                    "Index public.thing_b (8192 bytes) does nothing that public.thing_b_a does not"),
            new Plant(
                    "duplicate-indexes",
                    "create table thing (a int); create index thing_first on thing (a)",
                    "create index thing_second on thing (a)",
                    "Index public.thing_second (8192 bytes) does nothing that public.thing_first does not"),
            new Plant(
                    "missing-indexes",
                    """
                    create table parent (id int primary key); create table child (parent_id int constraint child_fk references parent);
                    create index child_parent on child (parent_id)\
                    """,
                    "drop index" + " child_parent",
                    "Foreign key" + " child_fk of" + " child has no" + " index"),
            new Plant(
                    "missing-indexes",
                    """
                    create table thing as select id from generate_series(1, 20000) id;
                    do $$ begin for i in 1..10 loop perform count(*) from thing; end loop; end $$\
                    """,
                    "do $$ begin for i in 1..10 loop perform count(*) from thing; end loop; end $$",
                    "Table thing was read from end to end 2"),
            new Plant(
                    "sequences",
                    "create table thing (id bigserial, small smallserial); select setval('thing_id_seq', 2000000000);"
                            + " select setval('thing_small_seq', 16000)",
                    "select setval('thing_small_seq', 17000)",
                    "Sequence public.thing_small_seq has used 52 % of its numbers"),
            new Plant(
                    "slow",
                    "create extension pg_stat_statements; select pg_sleep(0.15); select count(*) from"
                            + " generate_series(1, 10); select count(*) from generate_series(1, 11)",
                    "select pg_sleep(0.15); select pg_sleep(0.15)",
                    "ms each of its 3 times. ops/explain"),
            new Plant(
                    "slow",
                    "create extension pg_stat_statements; select count(*) from (select g from generate_series(1, 1000)"
                            + " g order by md5(g::text)) as sorted",
                    """
                    create table thing as select id from generate_series(1, 200000) id;
                    select count(id) from (select id from thing order by md5(id::text) offset 0) as sorted;
                    select count(id) from (select id from thing order by md5(id::text) offset 0) as sorted;
                    select count(id) from (select id from thing order by md5(id::text) offset 0) as sorted\
                    """,
                    "of temporary files each of its 3 times"),
            new Plant(
                    "unproven",
                    "create table thing (id int constraint thing_positive check (id > 0))",
                    "alter table thing add constraint thing_small check (id < 9) not valid",
                    "alter table thing validate constraint thing_small"),
            new Plant(
                    "unused-indexes",
                    """
                    create table thing as select id as a, id as b, id as c from generate_series(1, 80000) id; create index thing_a on thing (a);
                    create index thing_small on thing (b) where b < 10; alter table thing add constraint thing_once unique (c); analyze thing;
                    select count(*) from thing where a = 7; do $$ begin for i in 1..100 loop perform from thing limit 1; end loop; end $$\
                    """,
                    "create" + " index" + " thing_b" + " on thing" + " (b)",
                    "Index" + " public.thing_b" + " (1"));

    /** @param sound statements that leave nothing wrong, though it looks like it; {@code sick} comes on top */
    private record Plant(String look, String sound, String sick, String told) {

        @Override
        public String toString() {
            return look + ": " + told;
        }
    }
}

package dev.fairground.ops.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.fairground.platform.querywatch.NPlusOne;
import dev.fairground.platform.querywatch.QueryWatch;
import dev.fairground.platform.querywatch.Watching;
import dev.fairground.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;
import watched.Case;
import watched.Corpus;
import watched.World;

/** What the watch finds of the corpus, and what it costs beside the proxy alone on which it stands, in turns of one thread. */
final class Querywatch {

    private static final int ROUNDS = 21;
    private static final int REQUESTS = 1_000;
    private static final int STATEMENTS = 20_000;
    private static final JsonMapper JSON = new JsonMapper();

    private Querywatch() {}

    public static void main(String[] arguments) throws Exception {
        judge();
        var watch = Watching.counting(new SimpleMeterRegistry());
        perStatement(watch);
        perRequest(watch);
        System.exit(0); // the embedded server's threads would keep us
    }

    private static void judge() throws Exception {
        var found = new ConcurrentLinkedQueue<NPlusOne>();
        var watch = Watching.telling(new SimpleMeterRegistry(), found::add);
        var source = new DriverManagerDataSource(TestDatabase.empty(), "postgres", "");
        World.furnish(source);
        var right = new ArrayList<Case>();
        var missed = new ArrayList<Case>();
        var falseAlarms = new ArrayList<Case>();
        try (var world = new World(Watching.watched(source), watch)) {
            for (var one : Corpus.cases().stream().filter(Case::isDecided).toList()) {
                found.clear();
                watch.<Boolean, Exception>unit(one::name, () -> {
                    one.work().in(world);
                    return true;
                });
                if (found.isEmpty() == one.isFound()) {
                    (one.isFound() ? missed : falseAlarms).add(one);
                } else if (one.isFound()) {
                    right.add(one);
                }
            }
        }
        long decided = Corpus.cases().stream().filter(Case::isDecided).count();
        System.out.printf(
                "corpus %d cases, %d of them repeats, %d more that statements do not decide%nprecision %.3f   recall %.3f   missed %s   false alarms %s%n",
                decided,
                right.size() + missed.size(),
                Corpus.cases().size() - decided,
                (double) right.size() / (right.size() + falseAlarms.size()),
                (double) right.size() / (right.size() + missed.size()),
                missed,
                falseAlarms);
    }

    /** Against a driver that does nothing, or the difference would drown in it. */
    private static void perStatement(QueryWatch watch) {
        DataSource nothing = new NoDatabase();
        var proxied = ProxyDataSourceBuilder.create(nothing).build();
        var watched = Watching.watched(nothing);
        var statements = IntStream.range(0, 5)
                .mapToObj(i -> "select c" + i + " from t where id = ? and at > ? limit 24")
                .toList();
        var spent = inTurns(
                STATEMENTS,
                () -> statements(nothing, statements),
                () -> statements(proxied, statements),
                () -> watch.unit("GET /things", () -> statements(watched, statements)));
        print("statement without a database, ns", spent, 1e3 / statements.size());
    }

    private static void perRequest(QueryWatch watch) {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(TestDatabase.empty());
            pool.setUsername("postgres");
            pool.setMaximumPoolSize(2);
            World.furnish(pool);
            new JdbcTemplate(pool)
                    .execute("insert into book select n, 1 + n % 24, 'book ' || n, date '2026-01-01', 0"
                            + " from generate_series(1000, 21000) n");
            var bare = JdbcClient.create(pool);
            var proxied = JdbcClient.create(ProxyDataSourceBuilder.create(pool).build());
            var watched = JdbcClient.create(Watching.watched(pool));
            var spent = inTurns(
                    REQUESTS,
                    () -> listPage(bare),
                    () -> listPage(proxied),
                    () -> watch.unit("GET /books", () -> listPage(watched)));
            print("list page of 24 with five statements, µs", spent, 1);
        }
    }

    /** Who asks, whether they may, how often they have, what is on, and the page. */
    private static void listPage(JdbcClient jdbc) {
        jdbc.sql("select name from shelf where id = :id")
                .param("id", 1)
                .query((row, _) -> row.getString(1))
                .single();
        jdbc.sql("select name from room where id = :id")
                .param("id", 1)
                .query((row, _) -> row.getString(1))
                .single();
        jdbc.sql("select id from task where id = :id and state = :state")
                .param("id", 1)
                .param("state", "OPEN")
                .query((row, _) -> row.getLong(1))
                .single();
        jdbc.sql("select value from setting where name = :name")
                .param("name", "currency")
                .query((row, _) -> row.getString(1))
                .single();
        var page = jdbc.sql("select id, title, bought_on, version from book where id > :after order by id limit :limit")
                .param("after", 5_000)
                .param("limit", 24)
                .query((row, _) -> Map.of(
                        "id", row.getLong(1),
                        "title", String.valueOf(row.getString(2)),
                        "boughtOn", String.valueOf(row.getString(3)),
                        "version", row.getInt(4)))
                .list();
        if (JSON.writeValueAsBytes(page).length < 100) throw new IllegalStateException("An empty page");
    }

    private static void statements(DataSource source, List<String> statements) {
        try (var connection = source.getConnection()) {
            for (var sql : statements) {
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setLong(1, 17);
                    statement.setString(2, "2026-01-01");
                    statement.executeUpdate();
                }
            }
        } catch (java.sql.SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Median processor time of one run of each in µs: all take a turn in every round, and the first rounds warm up. */
    private static double[] inTurns(int times, Runnable... contestants) {
        var threads = ManagementFactory.getThreadMXBean();
        var spent = new double[contestants.length][ROUNDS];
        for (int round = -5; round < ROUNDS; round++) {
            for (int i = 0; i < contestants.length; i++) {
                long before = threads.getCurrentThreadCpuTime();
                for (int run = 0; run < times; run++) contestants[i].run();
                if (round >= 0) spent[i][round] = (threads.getCurrentThreadCpuTime() - before) / 1e3 / times;
            }
        }
        return java.util.Arrays.stream(spent)
                .mapToDouble(rounds -> java.util.Arrays.stream(rounds).sorted().toArray()[ROUNDS / 2])
                .toArray();
    }

    private static void print(String what, double[] spent, double unit) {
        System.out.printf(
                "%-42s bare %.1f   datasource-proxy %.1f   watched %.1f   %+.1f %% on the proxy%n",
                what, spent[0] * unit, spent[1] * unit, spent[2] * unit, (spent[2] / spent[1] - 1) * 100);
    }

    /** Answers every call with nothing. */
    private static final class NoDatabase extends AbstractDataSource {

        private final PreparedStatement statement = stub(PreparedStatement.class, 0);
        private final Connection connection = stub(Connection.class, statement);

        @Override
        public Connection getConnection() {
            return connection;
        }

        @Override
        public Connection getConnection(String user, String password) {
            return connection;
        }

        private static <T> T stub(Class<T> type, Object answer) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (_, method, _) -> method.getName().matches("prepareStatement|executeUpdate")
                            ? answer
                            : method.getReturnType() == boolean.class ? false : null));
        }
    }
}

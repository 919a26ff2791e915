package contest;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Has a contestant do what lines on standard input say, and answers each on standard output with a line that begins with {@link #MARK}. All
 * numbers of time are nanoseconds.
 */
public final class Stage {

    public static final String MARK = "=> ";

    /** How many deliver at once, and how many publish while the stage is filled. */
    static final int THREADS = Integer.parseInt(System.getenv().getOrDefault("CONTEST_THREADS", "16"));

    private final Contestant contestant;
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final Arrivals arrivals;
    private long committed;

    Stage(Contestant contestant, JdbcClient jdbc, TransactionOperations transaction, Arrivals arrivals) {
        this.contestant = contestant;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.arrivals = arrivals;
    }

    /** Until the input ends. */
    void play() throws Exception {
        jdbc.sql("create table if not exists contest_deal (id uuid primary key, words text not null)")
                .update();
        jdbc.sql("create table if not exists contest_effect (id uuid primary key)")
                .update();
        System.out.println(MARK + contestant.terms());
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(MARK + answer(line.split(" ")));
        }
    }

    private Object answer(String[] words) throws Exception {
        return switch (words[0]) {
            case "fill" -> fill(Contestant.Kind.valueOf(words[1]), Integer.parseInt(words[2]));
            case "backlog" -> backlog(Contestant.Kind.valueOf(words[1]), Integer.parseInt(words[2]));
            case "drain" -> deliver(Integer.parseInt(words[1]), true);
            case "deliver" -> deliver(Integer.parseInt(words[1]), false);
            case "latencies" -> latencies(Contestant.Kind.valueOf(words[1]), Integer.parseInt(words[2]));
            case "enqueue" -> enqueue(Contestant.Kind.valueOf(words[1]), Integer.parseInt(words[2]));
            case "forget" -> forget();
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** So many business transactions, many at once, each with one event of which nothing is delivered yet. */
    private String fill(Contestant.Kind kind, int events) throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < events; i++) running.add(threads.submit(() -> deal(kind)));
            for (var one : running) one.get();
        }
        // A table that lives has statistics, and this one was empty a moment ago.
        jdbc.sql("vacuum analyze " + contestant.table()).update();
        return "filled";
    }

    /** One event, and then its row so many times. */
    private String backlog(Contestant.Kind kind, int events) {
        deal(kind);
        var columns = jdbc.sql("""
                        select column_name
                          from information_schema.columns
                         where table_schema || '.' || table_name = :table and column_name <> 'id' and is_identity = 'NO'
                        """).param("table", contestant.table()).query(String.class).stream()
                .collect(Collectors.joining(", "));
        jdbc.sql("insert into %1$s (id, %2$s) select gen_random_uuid(), %2$s from %1$s, generate_series(2, :events)"
                        .formatted(contestant.table(), columns))
                .param("events", events)
                .update();
        jdbc.sql("vacuum analyze " + contestant.table()).update();
        jdbc.sql("checkpoint").update();
        return "filled";
    }

    /** Until so many are delivered, and all of them are marked so where {@code all} says that there are no more. */
    private long deliver(int events, boolean all) throws InterruptedException {
        arrivals.expect(events);
        long start = System.nanoTime();
        contestant.start();
        long end = arrivals.await();
        while (all && unfinished() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            end = System.nanoTime();
        }
        contestant.stop();
        return end - start;
    }

    /** From each commit to the call of the listener, one event at a time with random pauses. */
    private String latencies(Contestant.Kind kind, int events) throws InterruptedException {
        var latencies = new ArrayList<String>();
        contestant.start();
        for (int i = 0; i < events; i++) {
            LockSupport.parkNanos(
                    TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(20_000, 120_000)));
            arrivals.expect(1);
            deal(kind);
            latencies.add(String.valueOf(Math.max(0, arrivals.await() - committed)));
        }
        contestant.stop();
        return String.join(" ", latencies);
    }

    /** So many business transactions, one after the other. */
    private long enqueue(Contestant.Kind kind, int transactions) {
        long start = System.nanoTime();
        for (int i = 0; i < transactions; i++) deal(kind);
        return System.nanoTime() - start;
    }

    private void deal(Contestant.Kind kind) {
        var id = UUID.randomUUID();
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("insert into contest_deal (id, words) values (:id, 'a thing was sold to somebody')")
                    .param("id", id)
                    .update();
            if (kind != Contestant.Kind.NONE) contestant.publish(kind, id);
            TransactionSynchronizationManager.registerSynchronization(new Committed());
        });
    }

    private String forget() {
        jdbc.sql("truncate contest_deal, contest_effect, " + contestant.table()).update();
        return "forgotten";
    }

    private long unfinished() {
        return jdbc.sql("select count(*) from " + contestant.table() + " where " + contestant.unfinished())
                .query(Long.class)
                .single();
    }

    /** Notes when the transaction was committed, before anybody does something because of it. */
    private final class Committed implements TransactionSynchronization {

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

        @Override
        public void afterCommit() {
            committed = System.nanoTime();
        }
    }
}

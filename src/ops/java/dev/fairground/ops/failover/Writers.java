package dev.fairground.ops.failover;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** They write one row after the other, whatever happens, over a pool as the application has it, and remember what they were told. */
final class Writers implements AutoCloseable {

    private static final int WRITERS = 8;

    /** What a request waits for a connection. */
    private static final Duration QUEUE = Duration.ofSeconds(1);

    private final HikariDataSource pool;
    private final ExecutorService running = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong waited = new AtomicLong();
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Long> unanswered = ConcurrentHashMap.newKeySet();
    private volatile boolean going = true;
    private long last = System.nanoTime();
    private long silence;

    Writers(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(WRITERS);
        config.setConnectionTimeout(QUEUE.toMillis());
        this.pool = new HikariDataSource(config);
        for (int writer = 0; writer < WRITERS; writer++) {
            running.execute(() -> {
                while (going) write(next.getAndIncrement());
            });
        }
    }

    private void write(long id) {
        boolean asked = false;
        try (var connection = pool.getConnection();
                var insert = connection.prepareStatement("insert into public.confirmed (id) values (?)")) {
            insert.setLong(1, id);
            long began = System.nanoTime();
            asked = true;
            insert.executeUpdate();
            note(id, System.nanoTime() - began);
        } catch (SQLException lost) {
            if (asked && !acknowledged.contains(id)) unanswered.add(id);
        }
    }

    private synchronized void note(long id, long took) {
        acknowledged.add(id);
        waited.addAndGet(took);
        long now = System.nanoTime();
        silence = Math.max(silence, now - last);
        last = now;
    }

    Set<Long> acknowledged() {
        return acknowledged;
    }

    /** Those of which nobody knows whether they were written. */
    Set<Long> unanswered() {
        return unanswered;
    }

    Duration meanWait() {
        return Duration.ofNanos(waited.get() / Math.max(1, acknowledged.size()));
    }

    /** The longest time in which nobody was told of anything written. */
    synchronized Duration silence() {
        return Duration.ofNanos(silence);
    }

    @Override
    public void close() {
        going = false;
        running.close();
        pool.close();
    }
}

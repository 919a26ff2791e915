package contest;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every contestant's listeners do, and who waits for it. */
final class Arrivals {

    private static final int LONGEST_MINUTES = 10;

    private final JdbcClient jdbc;
    private volatile CountDownLatch expected = new CountDownLatch(0);
    private volatile long latest;

    Arrivals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID event) {
        latest = System.nanoTime();
        jdbc.sql("insert into contest_effect (id) values (:id)")
                .param("id", event)
                .update();
        expected.countDown();
    }

    void nothing() {
        latest = System.nanoTime();
        expected.countDown();
    }

    void expect(int events) {
        expected = new CountDownLatch(events);
    }

    /** Until so many have come as were expected; when the last of them came, by {@link System#nanoTime()}. */
    long await() throws InterruptedException {
        if (!expected.await(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(expected.getCount() + " events did not arrive");
        }
        return latest;
    }
}

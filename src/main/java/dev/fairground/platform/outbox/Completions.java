package dev.fairground.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks outside effects done, many by one statement: while one batch commits the next gathers, so nothing waits and a busy instance
 * flushes to disk once for many. An effect whose mark is lost in a crash happens again, as at least once allows.
 */
final class Completions {

    private static final int AT_ONCE = 200;
    private static final Duration PATIENCE_WITH_DATABASE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Completions.class);

    private final DeliveryStore store;
    private final Clock clock;
    private final BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofVirtual().name("outbox-completions").unstarted(this::run);
    private volatile boolean stopping;

    Completions(DeliveryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    void add(Delivery delivery) {
        queue.add(delivery);
    }

    /** Writes what is there and ends. Called when nothing is running any more. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.join(Duration.ofSeconds(2));
    }

    private void run() {
        List<Delivery> batch = new ArrayList<>();
        while (!stopping || !queue.isEmpty()) {
            try {
                Delivery first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, AT_ONCE - 1);
                    finish(batch);
                }
            } catch (InterruptedException nobodyDoesThat) {
                return;
            }
            batch.clear();
        }
    }

    private void finish(List<Delivery> batch) throws InterruptedException {
        while (true) {
            try {
                int finished = store.finish(batch, clock.instant());
                if (finished < batch.size()) {
                    log.warn("{} effects happened after their lease was taken over", batch.size() - finished);
                }
                return;
            } catch (RuntimeException failed) {
                log.warn("Cannot mark {} effects done at present", batch.size(), failed);
                if (stopping) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(PATIENCE_WITH_DATABASE.toMillis());
            }
        }
    }
}

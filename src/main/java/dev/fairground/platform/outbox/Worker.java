package dev.fairground.platform.outbox;

import dev.fairground.platform.outbox.OutboxListener.Lane;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker from its start to its stop: a loop per lane, and what keeps them going. It is started once. */
final class Worker {

    /** Together less than the twenty seconds that the application gives its parts to stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(14);

    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

    /** A third of the lease, so two renewals may fail. */
    private static final Duration RENEWAL = DeliveryStore.LEASE.dividedBy(3);

    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration MEASURE = Duration.ofSeconds(15);

    /** During a roll-out an older release meets listeners that it does not know; after this long nobody does. */
    private static final Duration UNTIL_ORPHANED = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private final Work work;
    private final OutboxMeters meters;
    private final Completions completions;
    private final List<LaneWorker> lanes;
    private final Ear ear;
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("outbox-keeper").factory());

    Worker(String owner, Work work, Bell bell, DataSource database, OutboxMeters meters) {
        this.work = work;
        this.meters = meters;
        this.completions = new Completions(work.store(), work.clock());
        this.lanes = Arrays.stream(Lane.values())
                .map(lane -> new LaneWorker(lane, owner, work, bell, completions))
                .toList();
        this.ear = new Ear(database, bell);
    }

    void start() {
        completions.start();
        lanes.forEach(LaneWorker::start);
        ear.start();
        keep(RENEWAL, () -> lanes.forEach(LaneWorker::renew));
        keep(SWEEP, work.store()::unblockForgotten);
        keep(SWEEP, () -> work.store().recallRetries(work.clock().instant()));
        keep(MEASURE, this::measure);
        meters.watch(lanes);
    }

    /** Stops claiming, lets what runs end, and hands back what has not begun. */
    void stop() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        lanes.forEach(LaneWorker::beginStop);
        ear.stop();
        for (LaneWorker lane : lanes) {
            lane.awaitStop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())), AFTER_INTERRUPT);
        }
        keeper.shutdownNow();
        completions.stop();
    }

    private void measure() {
        meters.measure();
        work.store()
                .buryOrphans(
                        work.listeners().ids(), UNTIL_ORPHANED, work.clock().instant());
    }

    private void keep(Duration pace, Runnable chore) {
        var _ = keeper.scheduleWithFixedDelay( // what goes wrong is told below, since nobody asks the future
                () -> {
                    try {
                        chore.run();
                    } catch (RuntimeException failed) { // one that escapes would end the schedule
                        log.warn("A chore of the outbox failed and will be tried again", failed);
                    } catch (Error fault) { // the schedule would keep it to itself
                        log.error("A chore of the outbox has ended for good", fault);
                        throw fault;
                    }
                },
                pace.toMillis(),
                pace.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}

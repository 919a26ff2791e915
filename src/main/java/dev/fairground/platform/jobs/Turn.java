package dev.fairground.platform.jobs;

import dev.fairground.platform.querywatch.ExpectRepeats;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A turn in use: renewed in the background until it is closed, has lasted for longer than it may, or is found to be gone. Whoever works
 * under it and sees that it is gone must leave no effect any more, because another may be at work already.
 */
final class Turn implements AutoCloseable {

    private static final Duration RENEWAL = Turns.LEASE.dividedBy(3);

    private final Turns turns;
    private final String job;
    private final UUID run;
    private final LongSupplier nanos;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long renewedAt;
    private volatile boolean gone;

    Turn(Turns turns, String job, UUID run, LongSupplier nanos) {
        this.turns = turns;
        this.job = job;
        this.run = run;
        this.nanos = nanos;
        this.renewedAt = nanos.getAsLong();
    }

    String job() {
        return job;
    }

    UUID run() {
        return run;
    }

    /**
     * Whether the turn is still ours. Costs nothing as long as the lease cannot have run out; after a freeze, such as a paused virtual
     * machine, the database is asked.
     */
    boolean isOurs() {
        return !gone && (nanos.getAsLong() - renewedAt < Turns.LEASE.toNanos() || renew());
    }

    /**
     * Renews the lease; within a transaction, nobody can take the turn before that ends.
     *
     * @throws TurnLost if the turn is gone
     */
    @ExpectRepeats("asked in each transaction under the turn, which is what keeps a late one from committing")
    void assertOurs() {
        if (!renew()) {
            throw new TurnLost(job);
        }
    }

    /** Renews until closed. After {@code longest} it gives the turn up and interrupts {@code worker}, which hangs. */
    void keep(Duration longest, Thread worker) {
        long end = nanos.getAsLong() + longest.toNanos();
        Thread.ofVirtual().name("turn-" + job).start(() -> {
            try {
                long left = longest.toNanos();
                while (!over.await(Math.min(left, RENEWAL.toNanos()), TimeUnit.NANOSECONDS)) {
                    left = end - nanos.getAsLong();
                    if (left <= 0 || turns.renew(job, run) == Turns.Renewal.GONE) {
                        gone = true;
                        worker.interrupt();
                        turns.giveBack(job, run);
                        return;
                    }
                    renewedAt = nanos.getAsLong();
                }
            } catch (InterruptedException nobodyDoesThat) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        over.countDown();
        turns.giveBack(job, run);
    }

    private boolean renew() {
        long asked = nanos.getAsLong();
        var renewal = gone ? Turns.Renewal.GONE : turns.renew(job, run);
        if (renewal == Turns.Renewal.RENEWED) {
            renewedAt = asked;
        }
        gone = renewal == Turns.Renewal.GONE;
        return renewal == Turns.Renewal.RENEWED;
    }

    /** Ends a run whose turn is gone. */
    static final class TurnLost extends RuntimeException {

        private static final long serialVersionUID = 1;

        TurnLost(String job) {
            super("The turn of " + job + " is gone; another run may be under way");
        }
    }
}

package dev.fairground.platform.outbox;

import dev.fairground.platform.outbox.OutboxListener.Lane;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells workers that something is due: those of this instance directly, those of others by NOTIFY.
 *
 * <p>The NOTIFY is sent after the commit by a thread of its own and not, as would be usual, in the publishing transaction: PostgreSQL lets
 * only one notifying transaction commit at a time, flush to disk included, so every business transaction would queue behind the last. What
 * is lost when an instance dies in between is the wake-up, never the delivery; workers also poll.
 */
@Component
class Bell implements SmartLifecycle {

    static final String CHANNEL = "outbox";

    /**
     * At most so many notifications per second as this allows, however many transactions commit. The first is sent at once; who is rung for
     * this often has work in hand.
     */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Logger log = LoggerFactory.getLogger(Bell.class);

    private final JdbcClient jdbc;
    private final Map<Lane, Semaphore> here = new EnumMap<>(Lane.class);
    private final Set<Lane> elsewhere = EnumSet.noneOf(Lane.class);
    private final Semaphore unsent = new Semaphore(0);
    private volatile @Nullable Thread sender;

    Bell(JdbcClient jdbc) {
        this.jdbc = jdbc;
        for (Lane lane : Lane.values()) {
            here.put(lane, new Semaphore(0));
        }
    }

    /** Something was committed in these lanes. */
    void ring(Set<Lane> lanes) {
        lanes.forEach(this::ringHere);
        synchronized (elsewhere) {
            elsewhere.addAll(lanes);
        }
        unsent.release();
    }

    void ringHere(Lane lane) {
        if (signal(lane).availablePermits() == 0) {
            signal(lane).release();
        }
    }

    /** Waits until something may be due in the lane, or for as long as said; whether it was rung. */
    boolean await(Lane lane, Duration atMost) throws InterruptedException {
        boolean rung = signal(lane).tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        signal(lane).drainPermits();
        return rung;
    }

    @Override
    public void start() {
        Thread thread = Thread.ofVirtual().name("outbox-bell").unstarted(this::send);
        sender = thread; // before it looks whether it is still wanted
        thread.start();
    }

    @Override
    public void stop() {
        Thread running = sender;
        sender = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return sender != null;
    }

    private Semaphore signal(Lane lane) {
        return Objects.requireNonNull(here.get(lane));
    }

    private void send() {
        while (sender != null) {
            try {
                unsent.acquire();
                unsent.drainPermits();
                notifyElsewhere();
                LockSupport.parkNanos(GATHERING.toNanos());
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                log.warn("Could not wake the workers elsewhere; they poll", failed);
            }
        }
    }

    private void notifyElsewhere() {
        String[] lanes;
        synchronized (elsewhere) {
            lanes = elsewhere.stream().map(Lane::name).toArray(String[]::new);
            elsewhere.clear();
        }
        // A wake-up may be lost, so its commit does not wait for the disk, nor do those of others behind it.
        jdbc.sql(
                        "select set_config('synchronous_commit', 'off', true), pg_notify(:channel, lane) from unnest(:lanes::text[]) as lane")
                .param("channel", CHANNEL)
                .param("lanes", lanes)
                .query((row, number) -> number)
                .list();
    }
}

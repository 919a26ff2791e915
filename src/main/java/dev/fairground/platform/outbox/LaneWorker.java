package dev.fairground.platform.outbox;

import dev.fairground.platform.outbox.DeliveryStore.Room;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import dev.fairground.platform.practices.Shows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers one lane: claims as many as it can run at once, runs each or a few on a thread of their own, and claims again.
 *
 * <p>What is claimed runs at once; nothing queues here, so work is never kept from another instance's idle hands. One listener may hold at
 * most three quarters of the lane, or as much of it as one may do outside at once, so that one that hangs leaves room for the others.
 */
@Shows("job-priority-lanes")
final class LaneWorker {

    /** The pace without any wake-up, and thereby how late a retry may be. */
    static final Duration POLL = Duration.ofSeconds(1);

    /** How long to wait for more free slots, so that a busy lane claims several at a time. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    /** What one instance does at once to a receiver outside; each takes more calls of ours than that. */
    private static final int MOST_OUTSIDE = 32;

    private static final Logger log = LoggerFactory.getLogger(LaneWorker.class);

    private final Lane lane;
    private final String owner;
    private final Work work;
    private final Bell bell;
    private final Completions completions;
    private final int capacity;
    private final Semaphore slots;
    private final Semaphore connections;
    private final Batches batches;
    private final Lulls lulls = new Lulls();
    private final InHand inHand;
    private final Thread loop;
    private volatile boolean stopping;

    /** Whether a listener was left out of the last claim because it holds its share; then the end of a run is a reason to claim. */
    private volatile boolean crowded;

    private volatile Instant lastPoll;

    LaneWorker(Lane lane, String owner, Work work, Bell bell, Completions completions) {
        this.lane = lane;
        this.owner = owner;
        this.work = work;
        this.bell = bell;
        this.completions = completions;
        this.capacity = capacity(lane);
        this.slots = new Semaphore(capacity);
        this.connections = new Semaphore(connections(lane), true);
        this.batches = new Batches(work.listeners(), connections(lane));
        this.inHand = new InHand(work.store());
        this.lastPoll = work.clock().instant();
        this.loop = Thread.ofVirtual().name("outbox-" + lane).unstarted(this::run);
    }

    /** Threads cost nothing; more than this would only be kept from other instances. */
    private static int capacity(Lane lane) {
        return switch (lane) {
            case URGENT -> 16;
            case USUAL -> 64;
            case BULK -> 8;
        };
    }

    /** Transactional listeners hold a connection; all lanes together leave some of the pool to claims, leases and jobs. */
    private static int connections(Lane lane) {
        return switch (lane) {
            case URGENT, BULK -> 2;
            case USUAL -> 4;
        };
    }

    void start() {
        loop.start();
    }

    Lane lane() {
        return lane;
    }

    Instant lastPoll() {
        return lastPoll;
    }

    void renew() {
        inHand.renew();
    }

    /** Claims nothing more; what waits for a connection is given back. */
    void beginStop() {
        stopping = true;
        bell.ringHere(lane); // not an interrupt: a claim cut off under way would leave leases that nobody knows of
    }

    /** Waits for what runs, then interrupts it; what still runs after that keeps its lease until it runs out. */
    void awaitStop(Duration patience, Duration afterInterrupt) throws InterruptedException {
        loop.join();
        if (!slots.tryAcquire(capacity, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            inHand.interruptAll();
            if (!slots.tryAcquire(capacity, afterInterrupt.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Deliveries of lane {} do not end; their leases will run out", lane);
            }
        }
    }

    private void run() {
        while (!stopping) {
            try {
                if (!claimAndStart()) {
                    bell.await(lane, POLL);
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Whether there may be more to claim at once. */
    private boolean claimAndStart() throws InterruptedException {
        int free = takeSlots();
        if (free == 0) {
            return true;
        }
        int started = 0;
        try {
            var claim = work.store().claim(owner, rooms(), free, work.clock().instant());
            lastPoll = work.clock().instant();
            for (List<Delivery> batch : batches.of(claim.deliveries())) {
                inHand.start(batch, "outbox-" + lane, () -> deliver(batch), () -> ended(batch.size()));
                started += batch.size();
            }
            return claim.touched() > 0;
        } catch (RuntimeException failed) {
            log.warn("Cannot claim at present", failed);
            return false;
        } finally {
            slots.release(free - started);
        }
    }

    /** As many as are free, of which it waits for a few besides those that a listener with its share leaves idle; none if all are taken. */
    private int takeSlots() throws InterruptedException {
        int several = capacity / 4;
        int full = inHand.byListener().entrySet().stream()
                .filter(held -> held.getValue() >= share(held.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        int idle = full == 0 ? 0 : capacity - full;
        if (slots.tryAcquire(idle + several, GATHERING.toMillis(), TimeUnit.MILLISECONDS)) {
            return idle + several + slots.drainPermits();
        }
        return slots.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS) ? 1 + slots.drainPermits() : 0;
    }

    /** How many more each listener may hold, in a new order each time, because the first is served first. */
    private List<Room> rooms() {
        List<String> ids = new ArrayList<>(work.listeners().in(lane));
        Collections.shuffle(ids);
        crowded = true; // until it is known, so that no run ends unheard meanwhile
        var held = inHand.byListener();
        List<Room> rooms = new ArrayList<>();
        boolean full = false;
        for (String id : ids) {
            int room = share(id) - held.getOrDefault(id, 0);
            full |= room <= 0;
            if (room > 0 && !lulls.holdsAll(id)) {
                rooms.add(new Room(id, room, lulls.holdsRepeated(id) ? 0 : room));
            }
        }
        crowded = full;
        return rooms;
    }

    private int share(String id) {
        int most = work.listeners().in(lane).size() == 1 ? capacity : capacity * 3 / 4;
        DurableListener listener = work.listeners().named(id);
        return listener == null || listener.effect() == Effect.OUTSIDE ? Math.min(most, MOST_OUTSIDE) : most;
    }

    private void ended(int deliveries) {
        slots.release(deliveries);
        if (crowded) {
            bell.ringHere(lane);
        }
    }

    private void deliver(List<Delivery> batch) {
        try {
            DurableListener listener = work.listeners().named(batch.getFirst().listener());
            if (listener != null && listener.effect() == Effect.TRANSACTIONAL) {
                deliverWithConnection(listener, batch);
            } else {
                batch.forEach(this::deliver);
            }
        } catch (InterruptedException stopped) {
            work.store().giveBack(batch);
        } catch (RuntimeException lost) {
            log.error(
                    "Deliveries {} are left to their lease",
                    batch.stream().map(Delivery::id).toList(),
                    lost);
        }
    }

    private void deliverWithConnection(DurableListener listener, List<Delivery> batch) throws InterruptedException {
        connections.acquire();
        try {
            if (batch.size() == 1 || stopping || !work.courier().deliverTogether(listener, batch)) {
                batch.forEach(this::deliverUnlessStopping);
            }
        } finally {
            connections.release();
        }
    }

    private void deliverUnlessStopping(Delivery delivery) {
        if (stopping) {
            work.store().giveBack(List.of(delivery));
        } else {
            deliver(delivery);
        }
    }

    private void deliver(Delivery delivery) {
        work.courier().deliver(delivery, completions::add, () -> stopping, lulls);
    }
}

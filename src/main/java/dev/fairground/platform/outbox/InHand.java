package dev.fairground.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The deliveries that run at this moment, on a thread for each or for a few; keeps their leases for as long as a run may take. */
final class InHand {

    /** A delivery that runs longer is interrupted and its lease no longer renewed: no listener of ours waits this long for anybody. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    private final DeliveryStore store;
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();

    InHand(DeliveryStore store) {
        this.store = store;
    }

    /** @param ended is told when the run counts no more */
    void start(List<Delivery> deliveries, String name, Runnable work, Runnable ended) {
        var self = new Run[1];
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                work.run();
            } finally {
                runs.remove(self[0]);
                ended.run();
            }
        });
        self[0] = new Run(deliveries, thread, System.nanoTime());
        runs.add(self[0]);
        thread.start();
    }

    /** How many of each listener; those of whom there is none are left out. */
    Map<String, Integer> byListener() {
        return runs.stream()
                .flatMap(run -> run.deliveries.stream())
                .collect(Collectors.toMap(Delivery::listener, _ -> 1, Integer::sum));
    }

    void interruptAll() {
        runs.forEach(run -> run.thread.interrupt());
    }

    void renew() {
        List<Delivery> kept = new ArrayList<>();
        for (Run run : runs) {
            if (System.nanoTime() - run.since > LONGEST_RUN.toNanos()) {
                run.thread.interrupt();
            } else {
                kept.addAll(run.deliveries);
            }
        }
        if (!kept.isEmpty()) {
            store.renew(kept);
        }
    }

    /** One run; {@code since} is in the nanoseconds of {@link System#nanoTime()}. */
    private record Run(List<Delivery> deliveries, Thread thread, long since) {}
}

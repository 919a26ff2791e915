package dev.fairground.ops.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Runs contestants in turns, so that whatever else the machine does falls on all of them, and keeps the best round of each. */
final class Rounds {

    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 3;

    private final Processors processors;
    private final Duration each;
    private final List<Contestant> contestants = new ArrayList<>();

    Rounds(Processors processors, Duration each) {
        this.processors = processors;
        this.each = each;
    }

    /** {@code worker} makes one of the sixteen that work at once; it returns whether one piece of work went well. */
    Contestant add(String name, List<ProcessHandle> application, Supplier<Worker> worker) {
        var contestant = new Contestant(name, application, worker);
        contestants.add(contestant);
        return contestant;
    }

    void run() {
        contestants.forEach(contestant -> round(contestant, each)); // warms up; thrown away
        contestants.forEach(contestant -> contestant.best = Score.NONE);
        for (int round = 0; round < ROUNDS; round++) {
            contestants.forEach(contestant -> round(contestant, each));
        }
    }

    private void round(Contestant contestant, Duration time) {
        var done = new LongAdder();
        var failed = new LongAdder();
        var workers = new ArrayList<Worker>();
        for (int i = 0; i < CONNECTIONS; i++) workers.add(contestant.worker.get());
        var before = processors.spent(contestant.application);
        long start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var running = new ArrayList<Future<?>>();
            for (var worker : workers) {
                running.add(threads.submit(() -> {
                    while (System.nanoTime() - start < time.toNanos()) (worker.work() ? done : failed).increment();
                }));
            }
            for (var thread : running) thread.get();
        } catch (Exception broken) {
            throw new IllegalStateException(contestant.name + " broke", broken);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        var spent = processors.spent(contestant.application).minus(before);
        workers.forEach(Worker::close);
        contestant.take(new Score(done.sum() / seconds, failed.sum(), spent.per(done.sum() + failed.sum())));
    }

    /** Somebody who does the same thing again and again. */
    interface Worker extends AutoCloseable {
        boolean work();

        @Override
        void close();
    }

    /** {@code perSecond} counts what went well. */
    record Score(double perSecond, long failed, Processors.Spent perPiece) {
        static final Score NONE = new Score(0, 0, Processors.Spent.NONE);
    }

    /** One side of a comparison, and its best round so far. */
    static final class Contestant {
        private final String name;
        private final List<ProcessHandle> application;
        private final Supplier<Worker> worker;
        private Score best = Score.NONE;

        private Contestant(String name, List<ProcessHandle> application, Supplier<Worker> worker) {
            this.name = name;
            this.application = application;
            this.worker = worker;
        }

        private void take(Score score) {
            if (best == Score.NONE || score.perSecond > best.perSecond) best = score;
        }

        Score best() {
            return best;
        }

        /** Throughput as a share of the other's. */
        double share(Contestant other) {
            return best.perSecond / other.best.perSecond;
        }

        void print() {
            System.out.printf(
                    "%-28s%,10.0f /s   CPU %6.0f µs application %6.0f µs database   %d failed%n",
                    name,
                    best.perSecond,
                    best.perPiece.applicationMicros(),
                    best.perPiece.databaseMicros(),
                    best.failed);
        }
    }
}

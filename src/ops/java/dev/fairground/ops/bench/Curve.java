package dev.fairground.ops.bench;

import dev.fairground.ops.Options;
import dev.fairground.platform.practices.Shows;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Throughput against response time of a mix: of a hundred requests 55 list pages, 38 listings by id, 7 orders. The rate rises by a quarter from step
 * to step, until less than nine of ten that came were served in time, or the slowest of a hundred waits ten times as long as at first. What orders
 * leave to be done afterwards, charges, webhooks and mails, runs beside the step that caused it; how long it takes after the step has a column of
 * its own, and the next step begins when it is done.
 */
@Shows("perf-load-curve")
final class Curve {

    private static final double FIRST_RATE = 100;
    private static final double STEP = 1.25;
    private static final double BROKEN = 10;
    private static final int MOST_STEPS = 30;

    /** The compiler is busy with what is new to it for longer than anything else takes; measured meanwhile, the slowest rate looks slowest. */
    private static final int WARM_UPS = 9;

    private static final Duration LONGEST_CATCHING_UP = Duration.ofMinutes(3);

    private final Market market;
    private final Buyers buyers;
    private final Duration each;
    private final BlockingQueue<Wire> idle = new LinkedBlockingQueue<>();

    private Curve(Market market, Duration each) {
        this.market = market;
        this.buyers = Buyers.of(market.jdbc());
        this.each = each;
    }

    public static void main(String[] arguments) {
        var options = Options.read(arguments, Map.of("--listings", "200000", "--seconds", "10"));
        if (options.isEmpty()) System.exit(2);
        try (var market = Market.open(options.get().number("--listings"), "web,worker,scheduler")) {
            new Curve(market, Duration.ofSeconds(options.get().number("--seconds"))).climb();
        }
    }

    private void climb() {
        for (int i = 0; i < WARM_UPS; i++) step(FIRST_RATE * 2); // thrown away
        System.out.println(
                "   asked /s   served /s   failed     p50 ms     p90 ms     p99 ms     max ms   CPU app+db   done after s");
        var steps = new ArrayList<Step>();
        for (double rate = FIRST_RATE; steps.size() < MOST_STEPS; rate *= STEP) {
            var step = step(rate);
            steps.add(step);
            step.print();
            if (step.isBroken(steps.getFirst())) break;
        }
        var knee = steps.size() < 2 ? steps.getFirst() : steps.get(steps.size() - 2);
        System.out.printf(
                "The knee is at %.0f requests/s, with p99 %.0f ms; %s%n",
                knee.served, knee.latencies.millis(0.99), Market.load());
    }

    private Step step(double rate) {
        var latencies = new Latencies();
        var failed = new LongAdder();
        var before = market.processors().spent(market.application());
        long start = System.nanoTime();
        OpenLoop.run(rate, each, new Random(7), (number, due) -> {
            if (!send(number)) failed.increment();
            latencies.add(System.nanoTime() - due);
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        var spent = market.processors().spent(market.application()).minus(before);
        double cores = (spent.applicationMicros() + spent.databaseMicros()) / 1e6 / seconds;
        return new Step(rate, (latencies.count() - failed.sum()) / seconds, failed.sum(), latencies, cores, catchUp());
    }

    /** Waits until all that follows from the orders is done, and tells the seconds. */
    private double catchUp() {
        long start = System.nanoTime();
        while (market.jdbc()
                        .sql(
                                "select exists (select from outbox.delivery where state in ('pending', 'blocked', 'in_progress'))")
                        .query(Boolean.class)
                        .single()
                && System.nanoTime() - start < LONGEST_CATCHING_UP.toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Whether it was answered, and well; one that is too busy to take a connection, or cuts it, has failed too. */
    private boolean send(long number) {
        try {
            var waiting = idle.poll();
            var wire = waiting != null ? waiting : new Wire(market.port());
            int status = wire.send(request(number));
            idle.add(wire);
            return status < 300;
        } catch (UncheckedIOException cut) {
            return false;
        }
    }

    /** Spread by a step that has no common divisor with a hundred, so that the mix is even at any moment. */
    private byte[] request(long number) {
        long kind = number * 37 % 100;
        if (kind < 55) return Requests.get(Requests.LIST);
        if (kind < 93) return Requests.get(Requests.ONE + buyers.thing().listing());
        return Requests.order(buyers.buyer(), buyers.thing().listing());
    }

    /**
     * @param cores how many were busy with us and the database
     * @param doneAfter seconds until nothing was left to be done
     */
    private record Step(double asked, double served, long failed, Latencies latencies, double cores, double doneAfter) {

        boolean isBroken(Step first) {
            return served < 0.9 * asked || latencies.millis(0.99) > BROKEN * Math.max(10, first.latencies.millis(0.99));
        }

        void print() {
            System.out.printf(
                    "%,11.0f %,11.0f %8d %10.1f %10.1f %10.1f %10.1f %12.2f %14.1f%n",
                    asked,
                    served,
                    failed,
                    latencies.millis(0.5),
                    latencies.millis(0.9),
                    latencies.millis(0.99),
                    latencies.millis(1),
                    cores,
                    doneAfter);
        }
    }
}

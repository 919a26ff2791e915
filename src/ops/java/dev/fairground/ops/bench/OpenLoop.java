package dev.fairground.ops.bench;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Begins work at a rate, whether what began before is done or not, as visitors come whether a shop is slow or not. Who asks only after the last
 * answer asks least when it is slowest, and measures that away (coordinated omission); therefore latency counts from when it was due.
 */
public final class OpenLoop {

    /** One piece of work; {@code due} is when it should have begun, by {@link System#nanoTime()}. */
    public interface Arrival {
        void at(long number, long due);
    }

    private OpenLoop() {}

    /** Returns when everything that began is done. Gaps are those of independent visitors, drawn from {@code random}. */
    public static void run(double perSecond, Duration time, Random random, Arrival arrival) {
        long start = System.nanoTime();
        double due = 0;
        try (var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long number = 0; due < time.toNanos(); number++) {
                long at = start + (long) due;
                long it = number;
                for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                visitors.execute(() -> arrival.at(it, at));
                due += -Math.log(1 - random.nextDouble()) * 1e9 / perSecond;
            }
        }
    }
}

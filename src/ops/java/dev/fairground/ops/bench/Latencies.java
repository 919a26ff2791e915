package dev.fairground.ops.bench;

import java.time.Duration;
import java.util.Arrays;

/** Every single latency of a run, so that percentiles are exact. Threads may add at once. */
public final class Latencies {

    private long[] nanos = new long[1 << 12];
    private int count;

    public synchronized void add(long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = latencyNanos;
    }

    synchronized void forget() {
        count = 0;
    }

    public synchronized int count() {
        return count;
    }

    /** The smallest that this share of all does not exceed; 0.5 is the median, 1 the largest. Zero where there is none. */
    public synchronized Duration percentile(double share) {
        if (count == 0) {
            return Duration.ZERO;
        }
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[Math.max(0, (int) Math.ceil(share * count) - 1)]);
    }

    /** In milliseconds, as the tables print it. */
    public double millis(double share) {
        return percentile(share).toNanos() / 1e6;
    }
}

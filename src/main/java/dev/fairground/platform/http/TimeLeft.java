package dev.fairground.platform.http;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** What is left of the time for something as a whole, by {@link System#nanoTime()}. */
record TimeLeft(long end) {

    static TimeLeft of(Duration limit) {
        return new TimeLeft(System.nanoTime() + limit.toNanos());
    }

    /** More than nothing, or it throws. */
    int millis() throws SocketTimeoutException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) throw new SocketTimeoutException("The time for the whole call is over");
        return (int) millis;
    }
}

package dev.fairground.seed;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The market's past as the volume makes it up: a decade that ends the day before the cast comes, so that theirs is the newest. */
final class Years {

    private static final Instant BEGIN = Instant.parse("2016-01-01T00:00:00Z");
    private static final Instant END = Seed.EPOCH.minus(Duration.ofDays(1));

    private Years() {}

    /** The moment at that part of the whole; 0 is the first and 1 the last. */
    static Instant at(double part) {
        return between(BEGIN, END, part);
    }

    /** A moment between {@code from} and the end; {@code from} itself where it lies behind that. */
    static Instant after(Instant from, double part) {
        return between(from, END, part);
    }

    private static Instant between(Instant from, Instant to, double part) {
        long seconds = ChronoUnit.SECONDS.between(from, to);
        return from.plusSeconds(Math.round(Math.max(0, seconds) * part)).truncatedTo(ChronoUnit.SECONDS);
    }
}

package dev.fairground.testing;

import dev.fairground.platform.practices.Shows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. */
@Shows("test-frozen-time")
public final class SettableClock extends Clock {

    /** Noon of an ordinary day, or another moment by {@code -Dclock=2028-02-29T23:59:59Z}: the suite passes at odd ones too. */
    public static final Instant START = Instant.parse(System.getProperty("clock", "2026-11-02T12:00:00Z"));

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    public void set(Instant instant) {
        now.set(instant);
    }

    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new IllegalArgumentException("Business time is UTC");
    }
}

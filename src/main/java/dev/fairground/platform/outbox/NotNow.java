package dev.fairground.platform.outbox;

import dev.fairground.platform.errors.Untried;
import java.time.Duration;

/** Thrown by a listener that did not try, such as one whose provider's circuit is open. The delivery waits and loses no attempt. */
public final class NotNow extends RuntimeException implements Untried {

    private final Duration wait;

    /** Waits for {@code wait}, which is more than nothing; {@code why} is one sentence for an operator. */
    public NotNow(Duration wait, String why) {
        super(why);
        if (!wait.isPositive()) {
            throw new IllegalArgumentException("Not to wait would be to try for ever: " + wait);
        }
        this.wait = wait;
    }

    @Override
    public Duration pause() {
        return wait;
    }
}

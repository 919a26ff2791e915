package dev.fairground.platform.outbox;

import dev.fairground.platform.errors.Permanent;

/** Thrown by a listener when trying again cannot help, such as a card number the provider calls wrong. The delivery is given up at once. */
public final class PermanentFailure extends RuntimeException implements Permanent {

    /** {@code why} is one sentence for an operator, without secrets. */
    public PermanentFailure(String why) {
        super(why);
    }

    public PermanentFailure(String why, Throwable cause) {
        super(why, cause);
    }
}

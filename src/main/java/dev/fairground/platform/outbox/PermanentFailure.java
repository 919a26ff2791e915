package dev.fairground.platform.outbox;

/** Thrown by a listener when trying again cannot help, such as a card number the provider calls wrong. The delivery is given up at once. */
public final class PermanentFailure extends RuntimeException {

    /** {@code why} is one sentence for an operator, without secrets. */
    public PermanentFailure(String why) {
        super(why);
    }

    public PermanentFailure(String why, Throwable cause) {
        super(why, cause);
    }
}

package dev.fairground.platform.http;

import org.jspecify.annotations.Nullable;

/** The outside may have done it or not. Only asking it, or repeating the call under the same key, finds out; assuming either is wrong. */
public final class UnknownOutcome extends OutboundFailure {

    /** {@code sentence} is for an operator, without secrets. */
    public UnknownOutcome(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}

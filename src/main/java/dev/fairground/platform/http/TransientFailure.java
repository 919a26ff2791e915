package dev.fairground.platform.http;

import org.jspecify.annotations.Nullable;

/** Nothing was changed outside, and the same call can go well later: after a wait, or when an operator has mended an address or a key. */
public final class TransientFailure extends OutboundFailure {

    /** {@code sentence} is for an operator, without secrets. */
    public TransientFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}

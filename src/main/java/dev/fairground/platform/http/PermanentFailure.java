package dev.fairground.platform.http;

import dev.fairground.platform.errors.Permanent;

/** The outside understood the call and will not do it, however often it is asked. Nothing was changed there. */
public final class PermanentFailure extends OutboundFailure implements Permanent {

    /** {@code sentence} is for an operator, without secrets. */
    public PermanentFailure(String sentence) {
        super(sentence, null);
    }
}

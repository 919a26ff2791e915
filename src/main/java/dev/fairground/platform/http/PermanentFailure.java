package dev.fairground.platform.http;

/** The outside understood the call and will not do it, however often it is asked. Nothing was changed there. */
public final class PermanentFailure extends OutboundFailure {

    /** {@code sentence} is for an operator, without secrets. */
    public PermanentFailure(String sentence) {
        super(sentence, null);
    }
}

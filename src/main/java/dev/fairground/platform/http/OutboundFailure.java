package dev.fairground.platform.http;

import dev.fairground.platform.practices.Shows;
import org.jspecify.annotations.Nullable;

/** A call to somebody outside did not end in an answer that can be used. The kinds differ in what is known, and so in what to do next. */
@Shows("res-error-categories")
public abstract sealed class OutboundFailure extends RuntimeException
        permits NotTried, PermanentFailure, TransientFailure, UnknownOutcome {

    OutboundFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}

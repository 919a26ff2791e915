package dev.fairground.platform.http;

import dev.fairground.platform.errors.Untried;
import java.time.Duration;

/** The call was not made: the outside has been failing, all lines to it are taken, or its share of repetitions is used up. */
public final class NotTried extends OutboundFailure implements Untried {

    private final Duration pause;
    private final Others others;

    NotTried(String sentence, Duration pause, Others others) {
        super(sentence, null);
        this.pause = pause;
        this.others = others;
    }

    @Override
    public Duration pause() {
        return pause;
    }

    @Override
    public Others others() {
        return others;
    }
}

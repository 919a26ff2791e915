package dev.fairground.development;

/** Why nothing can be started here and now. Its message is one sentence for the person at the keyboard. */
public final class CannotStart extends RuntimeException {

    CannotStart(String sentence) {
        super(sentence);
    }
}

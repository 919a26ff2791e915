package dev.fairground.platform.instance;

/** The settings do not allow a start. Its message is one sentence for the operator and holds no secret. */
public final class InvalidSettings extends RuntimeException {

    public InvalidSettings(String sentence) {
        super(sentence);
    }
}

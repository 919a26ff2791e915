package dev.fairground.platform.effects;

import java.util.Optional;
import java.util.UUID;

/** How one kind of effect is undone by another. */
public interface Opposite {

    EffectKind kind();

    /** What it does, as a plan tells it: {@code gives back what is left of it}. */
    String deed();

    /**
     * Writes down, in the caller's transaction, that it is to be undone; what follows outside is an effect of its own. Returns the sentence
     * why there is nothing to undo, of 200 characters at most, or empty where it is on its way. It is called once for an effect.
     */
    Optional<String> undo(Wish wish);

    /**
     * One effect that a compensation undoes.
     *
     * @param key as it was given to {@link Effects#attempt}
     * @param target likewise, such as {@code member/<id>}
     * @param why for the audit trail, 1 to 200 characters
     */
    record Wish(UUID compensation, String key, String target, String why) {}
}

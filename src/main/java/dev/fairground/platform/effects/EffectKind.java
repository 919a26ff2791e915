package dev.fairground.platform.effects;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be done to the world outside. Each kind is undone by one {@link Opposite}, or says why by none. */
public enum EffectKind {
    MAIL(null),
    PUSH("What a device has shown is seen; what is true stands in its owner's inbox."),
    CHARGE(null),
    REFUND("What was given back is the payer's; only they can pay again."),
    PAYOUT("What was paid out is at the payee's bank; it is theirs to send back."),
    WEBHOOK("A shop's system has heard it and may have acted; tell the shop what was wrong.");

    private final @Nullable String whyFinal;

    EffectKind(@Nullable String whyFinal) {
        this.whyFinal = whyFinal;
    }

    /** Why nothing undoes it, as one sentence; empty where something does. */
    public Optional<String> whyFinal() {
        return Optional.ofNullable(whyFinal);
    }
}

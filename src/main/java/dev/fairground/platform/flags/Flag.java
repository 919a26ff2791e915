package dev.fairground.platform.flags;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Name;

/**
 * One entry of {@code flags.yml}.
 *
 * @param owner the role that answers for it
 * @param expires the first day on which the build fails; null for the permanent types
 * @param usually what holds while nobody has set it
 * @param removal what to delete with it, or what people see while it is off
 */
record Flag(
        FlagKey key,
        Type type,
        String owner,
        LocalDate created,
        @Nullable LocalDate expires,
        @Name("default") boolean usually,
        String removal) {

    Flag {
        if (type.isTemporary() != (expires != null)) {
            throw new IllegalArgumentException(
                    key + ": a " + type + " flag " + (type.isTemporary() ? "needs a" : "has no") + " date of expiry");
        }
        if (owner.isBlank() || removal.isBlank()) {
            throw new IllegalArgumentException(key + ": a flag needs an owner and a word on its removal");
        }
    }

    boolean hasExpiredBy(LocalDate day) {
        return expires != null && !day.isBefore(expires);
    }

    /** What a flag is for, which decides whether it may stay. */
    enum Type {
        RELEASE,
        EXPERIMENT,
        OPERATIONAL,
        KILL_SWITCH;

        boolean isTemporary() {
            return this == RELEASE || this == EXPERIMENT;
        }
    }
}

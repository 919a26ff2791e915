package dev.fairground.platform.objects;

import dev.fairground.platform.errors.Kind;
import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;
import java.time.Duration;

/** The store's "no" to everybody. */
final class ObjectsRefused extends Refusal {

    static final Reason UNAVAILABLE = Reason.of(
            Kind.UNAVAILABLE,
            "objects-unavailable",
            "Pictures can be neither stored nor shown at the moment; try again.");

    private static final Duration SOON = Duration.ofSeconds(5);

    private ObjectsRefused() {
        super(UNAVAILABLE, UNAVAILABLE.sentence(), SOON);
    }

    static ObjectsRefused unavailable() {
        return new ObjectsRefused();
    }
}

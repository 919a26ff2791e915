package dev.fairground.shops;

import dev.fairground.platform.ids.UuidV7;
import java.util.UUID;

/** Names one fee for a plan; payments know it as their reference. */
record FeeId(UUID value) {

    static FeeId next() {
        return new FeeId(UuidV7.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

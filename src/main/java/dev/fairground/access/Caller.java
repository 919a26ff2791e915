package dev.fairground.access;

import dev.fairground.identity.MemberId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The signed-in, active member behind a request, with every power they hold at this moment. Handlers take it as an argument
 * ({@code Optional<Caller>} where {@link dev.fairground.platform.web.Who#ANYONE} may call) and hand it to the query that narrows what they reach.
 */
public record Caller(MemberId id, String handle, List<Grant> grants) {

    public Caller {
        grants = List.copyOf(grants);
    }

    /** The things for which the caller holds {@code right}, to be bound into SQL as {@code shop_id = any(:shops)}; empty if none. */
    public UUID[] where(String right) {
        return grants.stream()
                .filter(grant -> grant.right().equals(right))
                .map(Grant::on)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(UUID[]::new);
    }

    /** Whether the caller holds {@code right} at all, on whatever. */
    public boolean holds(String right) {
        return grants.stream().anyMatch(grant -> grant.right().equals(right));
    }
}

package dev.fairground.orders;

import dev.fairground.listings.Listings.Wanted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to give back: for {@code lines}, or of {@code amountMinor} in the order's currency, or, where neither is said, all that
 * is left. Both together mean less, or more, than those lines cost.
 *
 * @param settled the return that it pays for, or null
 * @param restock whether the lines are on offer again; an order that ends before it was shipped is so anyway
 */
record RefundWish(
        String reason,
        List<Wanted> lines,
        @Nullable Long amountMinor,
        boolean restock,
        @Nullable ReturnId settled) {

    static RefundWish everything(String reason) {
        return new RefundWish(reason, List.of(), null, false, null);
    }
}

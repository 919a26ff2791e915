package dev.fairground.platform.querywatch;

/**
 * An association that a statement fetched together with its owners, and of which nobody looked at a single row before the unit ended.
 *
 * @param unit the route, job or delivery
 * @param association owner and attribute, such as {@code Order.customer}
 * @param rows how many were fetched in vain
 */
public record UnreadFetch(String unit, String association, int rows) {

    @Override
    public String toString() {
        return "Fetched and not read in " + unit + ": " + association + ", " + rows
                + " rows. Make it lazy, or leave it out of the join fetch or the entity graph.";
    }
}

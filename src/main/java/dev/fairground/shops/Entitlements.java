package dev.fairground.shops;

/**
 * What a shop may have under its plan, and the one place that says no to more; the database counts again. Each method takes how many there
 * are, counted under a lock that keeps the number from rising, and refuses if one more is too many.
 *
 * @param plan its name, such as {@code PRO}
 * @param liveListings on offer or sold out; what is withdrawn does not count
 * @param staffSeats colleagues beside the owner who have access
 */
public record Entitlements(String plan, int liveListings, int picturesPerListing, int staffSeats) {

    /** Refused with {@code plan-listings-used-up} unless one more listing may go on offer beside {@code live} others. */
    public void mustHoldListing(int live) {
        if (live >= liveListings) {
            throw ShopRefused.listingsUsedUp(this);
        }
    }

    /** Refused with {@code plan-pictures-used-up} unless a listing with so many pictures may have another. */
    public void mustHoldPicture(int pictures) {
        if (pictures >= picturesPerListing) {
            throw ShopRefused.picturesUsedUp(this);
        }
    }

    void mustSeat(long staff) {
        if (staff >= staffSeats) {
            throw ShopRefused.seatsUsedUp(this);
        }
    }
}

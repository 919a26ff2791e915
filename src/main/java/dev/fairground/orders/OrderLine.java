package dev.fairground.orders;

import dev.fairground.listings.ListingId;
import dev.fairground.listings.Listings.Reserved;
import dev.fairground.listings.Listings.Wanted;
import dev.fairground.money.Money;

/**
 * What was bought, with title and price as they were at that moment.
 *
 * @param refunded how many of them were given back for by name
 * @param restocked how many of them are on offer again
 */
record OrderLine(ListingId listing, String title, Money unitPrice, int quantity, int refunded, int restocked) {

    static OrderLine of(Reserved reserved) {
        return new OrderLine(reserved.listing(), reserved.title(), reserved.unitPrice(), reserved.quantity(), 0, 0);
    }

    Money total() {
        return unitPrice.times(quantity);
    }

    /** How many of them were not given back for by name. */
    int unrefunded() {
        return quantity - refunded;
    }

    Wanted wanted() {
        return new Wanted(listing, quantity);
    }
}

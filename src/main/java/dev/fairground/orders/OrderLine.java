package dev.fairground.orders;

import dev.fairground.listings.ListingId;
import dev.fairground.listings.Listings.Reserved;
import dev.fairground.listings.Listings.Wanted;
import dev.fairground.money.Money;

/** What was bought, with title and price as they were at that moment. */
record OrderLine(ListingId listing, String title, Money unitPrice, int quantity) {

    static OrderLine of(Reserved reserved) {
        return new OrderLine(reserved.listing(), reserved.title(), reserved.unitPrice(), reserved.quantity());
    }

    Money total() {
        return unitPrice.times(quantity);
    }

    Wanted wanted() {
        return new Wanted(listing, quantity);
    }
}

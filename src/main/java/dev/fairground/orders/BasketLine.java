package dev.fairground.orders;

import dev.fairground.listings.ListingId;
import dev.fairground.listings.Listings.Wanted;
import dev.fairground.money.Money;

/** So many of a listing, with title and price as they were when its buyer put it there. */
record BasketLine(int position, ListingId listing, String title, Money price, int quantity) {

    Wanted wanted() {
        return new Wanted(listing, quantity, price);
    }
}

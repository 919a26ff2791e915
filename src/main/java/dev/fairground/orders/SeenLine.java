package dev.fairground.orders;

import dev.fairground.listings.ListingId;
import dev.fairground.listings.Listings.Wanted;
import dev.fairground.money.Money;

/** A basket's line as a page showed it, in one form field: listing, quantity, minor units and currency. */
record SeenLine(Wanted wanted) {

    /** Reads what {@link #toString} wrote; throws {@link IllegalArgumentException} for anything else. */
    public static SeenLine of(String text) {
        var parts = text.split(" ", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("Not a line of a basket");
        }
        return new SeenLine(new Wanted(
                ListingId.of(parts[0]), Integer.parseInt(parts[1]), Money.of(Long.parseLong(parts[2]), parts[3])));
    }

    /** As the thing stands now, which is what the page shows. */
    static SeenLine of(Wanted line, Money price) {
        return new SeenLine(new Wanted(line.listing(), line.quantity(), price));
    }

    @Override
    public String toString() {
        Money price = wanted.price();
        return wanted.listing() + " " + wanted.quantity() + " "
                + (price == null ? "0 EUR" : price.amountMinor() + " " + price.currency());
    }
}

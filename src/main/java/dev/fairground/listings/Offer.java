package dev.fairground.listings;

import dev.fairground.catalog.CategoryId;
import dev.fairground.catalog.CategoryTree;
import dev.fairground.money.Money;
import dev.fairground.platform.errors.Together;
import org.jspecify.annotations.Nullable;

/** What a shop says of a thing: the part of a listing that its seller writes. */
record Offer(
        CategoryId category,
        String title,
        String description,
        Money price,
        int stock,
        Attributes attributes,
        @Nullable Place place) {

    /** The dearest thing we take, in minor units of any currency; above it a slip of the keyboard is likelier than a sale. */
    static final long DEAREST_MINOR = 1_000_000_000;

    static final int MOST_IN_STOCK = 100_000;

    Offer {
        title = title.strip();
        description = description.strip();
        int length = title.length();
        Together.check(() -> checkTitle(length), () -> checkPrice(price), () -> checkStock(stock));
    }

    private static void checkTitle(int length) {
        if (length < 3 || length > 120) {
            throw ListingRefused.titleLength();
        }
    }

    private static void checkPrice(Money price) {
        if (price.amountMinor() < 1 || price.amountMinor() > DEAREST_MINOR) {
            throw ListingRefused.priceOutOfRange();
        }
    }

    private static void checkStock(int stock) {
        if (stock < 0 || stock > MOST_IN_STOCK) {
            throw ListingRefused.stockOutOfRange();
        }
    }

    /** The same offer with its attributes read as its category means them, or a refusal if it has no place in this tree. */
    Offer fittedInto(CategoryTree tree) {
        if (!tree.isLeaf(category)) {
            throw ListingRefused.notALeaf();
        }
        var checked = attributes.checked(tree.attributes(category));
        return new Offer(category, title, description, price, stock, checked, place);
    }
}

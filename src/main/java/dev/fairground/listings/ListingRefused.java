package dev.fairground.listings;

import dev.fairground.catalog.Attribute;
import dev.fairground.platform.errors.FieldFault;
import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;
import java.util.List;

/** Every "no" of the listings. */
final class ListingRefused extends Refusal {

    static final Reason NO_SUCH_LISTING = Reason.notFound("no-such-listing", "There is no such listing.");
    static final Reason NO_SUCH_SHOP = Reason.notFound("no-such-shop-of-yours", "None of your shops has this id.");
    static final Reason NOT_A_LEAF = Reason.invalid(
            "category-not-a-leaf", "category", "List it in a category that has no further categories below it.");
    static final Reason TITLE_LENGTH = Reason.invalid(
                    "listing-title-length", "title", "A title has 3 to 120 characters.")
            .heldBy("listing_title_length");
    static final Reason PRICE_OUT_OF_RANGE = Reason.invalid(
                    "price-out-of-range", "price", "A price is positive and at most ten million.")
            .heldBy("listing_price_in_range");
    static final Reason STOCK_OUT_OF_RANGE = Reason.invalid("stock-out-of-range", "stock", "Stock is 0 to 100,000.")
            .heldBy("listing_stock_in_range");
    static final Reason CURRENCY = Reason.invalid("currency-not-taken", "currency", "We take EUR, GBP, USD and CHF.")
            .heldBy("listing_currency_taken");
    static final Reason UNKNOWN_CATEGORY =
            Reason.invalid("unknown-category", "category", "There is no such category; GET categories lists them.");
    static final Reason VERSION_MISSING = Reason.invalid(
            "version-missing", "version", "Send the version that you read, so that nobody's change is lost.");
    static final Reason STOCK_MISSING = Reason.invalid("stock-missing", "stock", "Say how many there are.");
    static final Reason STOCK_COUNTED_APART = Reason.invalid(
            "stock-counted-apart", "stock", "Stock is not changed here: PUT it to the listing's stock address.");
    static final Reason NOTHING_TO_SELL =
            Reason.conflict("nothing-to-sell", "A listing without stock cannot be published.");
    static final Reason NEVER_PUBLISHED = Reason.conflict("never-published", "A draft cannot be withdrawn.")
            .heldBy("listing_withdrawn_only_once_published");
    static final Reason NOT_ENOUGH_LEFT =
            Reason.conflict("not-enough-left", "There are not that many left, or it is no longer on offer.");
    static final Reason PRICE_CHANGED = Reason.conflict(
            "price-changed",
            "The price is not the one that you saw. Look at it again, and name the new one if you agree.");
    static final Reason CHANGED_MEANWHILE = Reason.conflict(
            "listing-changed-meanwhile", "Somebody changed this listing since you read it. Read it again.");
    static final Reason NO_SUCH_PICTURE = Reason.notFound("no-such-picture", "The listing has no such picture.");
    static final Reason PICTURE_ORDER = Reason.invalid(
            "picture-order", "pictures", "Name every picture of the listing, each once, in the order to be shown.");
    static final Reason UNKNOWN_ATTRIBUTE =
            Reason.invalid("unknown-attribute", "attributes", "Things of this category have no such attribute.");
    static final Reason ATTRIBUTE_VALUE =
            Reason.invalid("attribute-value", "attributes", "The value is not one that the attribute can have.");
    static final Reason ATTRIBUTE_MISSING = Reason.invalid(
                    "attribute-missing", "attributes", "The category requires an attribute that this listing lacks.")
            .heldBy("listing_says_what_its_category_requires");
    static final Reason WHICH_CURRENCY =
            Reason.invalid("which-currency", "currency", "Prices are compared in one currency: say which one.");
    static final Reason PRICES_CROSSED =
            Reason.invalid("prices-crossed", "maxPriceMinor", "The highest price is below the lowest.");
    static final Reason NEAR_AND_WITHIN = Reason.invalid(
            "near-and-within",
            "near",
            "Say both near (latitude,longitude) and within (kilometres); NEAREST needs them.");
    static final Reason WORDS_TOO_SHORT =
            Reason.invalid("words-too-short", "text", "One of the words needs three letters or more.");
    static final Reason SEARCH_TOO_BROAD =
            Reason.invalid("search-too-broad", "sort", "This combination takes too long over so many listings.");
    static final Reason TOO_MANY_FAVOURITES =
            Reason.conflict("too-many-favourites", "You keep 500 already; drop one before you keep another.");

    private final transient List<FieldFault> faults;

    private ListingRefused(Reason reason) {
        super(reason);
        this.faults = super.fields();
    }

    private ListingRefused(Reason reason, List<FieldFault> faults) {
        super(reason);
        this.faults = List.copyOf(faults);
    }

    private ListingRefused(Reason reason, String detail) {
        super(reason, detail);
        this.faults = super.fields();
    }

    @Override
    public List<FieldFault> fields() {
        return faults;
    }

    static ListingRefused noSuchListing() {
        return new ListingRefused(NO_SUCH_LISTING);
    }

    static ListingRefused noSuchShop() {
        return new ListingRefused(NO_SUCH_SHOP);
    }

    static ListingRefused notALeaf() {
        return new ListingRefused(NOT_A_LEAF);
    }

    static ListingRefused titleLength() {
        return new ListingRefused(TITLE_LENGTH);
    }

    static ListingRefused priceOutOfRange() {
        return new ListingRefused(PRICE_OUT_OF_RANGE);
    }

    static ListingRefused stockOutOfRange() {
        return new ListingRefused(STOCK_OUT_OF_RANGE);
    }

    static ListingRefused currency() {
        return new ListingRefused(CURRENCY);
    }

    static ListingRefused unknownCategory() {
        return new ListingRefused(UNKNOWN_CATEGORY);
    }

    static ListingRefused versionMissing() {
        return new ListingRefused(VERSION_MISSING);
    }

    static ListingRefused stockMissing() {
        return new ListingRefused(STOCK_MISSING);
    }

    static ListingRefused stockCountedApart() {
        return new ListingRefused(STOCK_COUNTED_APART);
    }

    static ListingRefused nothingToSell() {
        return new ListingRefused(NOTHING_TO_SELL);
    }

    static ListingRefused neverPublished() {
        return new ListingRefused(NEVER_PUBLISHED);
    }

    /** A price that changed is the lesser trouble: its buyer can agree to it. */
    static ListingRefused notAsWanted(List<FieldFault> faults) {
        boolean pricesOnly = faults.stream().allMatch(fault -> fault.code().equals(PRICE_CHANGED.code()));
        return new ListingRefused(pricesOnly ? PRICE_CHANGED : NOT_ENOUGH_LEFT, faults);
    }

    static ListingRefused changedMeanwhile() {
        return new ListingRefused(CHANGED_MEANWHILE);
    }

    static ListingRefused noSuchPicture() {
        return new ListingRefused(NO_SUCH_PICTURE);
    }

    static ListingRefused pictureOrder() {
        return new ListingRefused(PICTURE_ORDER);
    }

    static ListingRefused unknownAttribute(String key) {
        return new ListingRefused(UNKNOWN_ATTRIBUTE, "Things of this category have no attribute " + key + ".");
    }

    static ListingRefused attributeValue(Attribute attribute, String expected) {
        return new ListingRefused(ATTRIBUTE_VALUE, attribute.key() + " is one of: " + expected + ".");
    }

    static ListingRefused attributeMissing(Attribute attribute) {
        return new ListingRefused(ATTRIBUTE_MISSING, "Say its " + attribute.key() + ": the category requires it.");
    }

    static ListingRefused whichCurrency() {
        return new ListingRefused(WHICH_CURRENCY);
    }

    static ListingRefused pricesCrossed() {
        return new ListingRefused(PRICES_CROSSED);
    }

    static ListingRefused nearAndWithin() {
        return new ListingRefused(NEAR_AND_WITHIN);
    }

    static ListingRefused wordsTooShort() {
        return new ListingRefused(WORDS_TOO_SHORT);
    }

    static ListingRefused searchTooBroad(String hint) {
        return new ListingRefused(SEARCH_TOO_BROAD, SEARCH_TOO_BROAD.sentence() + " " + hint);
    }

    static ListingRefused tooManyFavourites() {
        return new ListingRefused(TOO_MANY_FAVOURITES);
    }
}

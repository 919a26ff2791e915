package dev.fairground.listings;

import dev.fairground.catalog.CategoryId;
import dev.fairground.listings.Search.Order;
import dev.fairground.money.Money;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search as people fill it in: prices as they are written, a town for a place. A browser sends every field of the form, so a currency
 * without a price and a radius without a town say nothing.
 *
 * @param minPrice in {@code currency}, such as 19.99
 * @param maxPrice likewise, included
 */
record Wish(
        @Nullable @Size(max = 100) String text,

        @Nullable @DecimalMin("0") @Digits(integer = 8, fraction = 2)
        BigDecimal minPrice,

        @Nullable @DecimalMin("0") @Digits(integer = 8, fraction = 2)
        BigDecimal maxPrice,

        @Pattern(regexp = Search.CURRENCY, message = "We take EUR, GBP, USD and CHF.")
        String currency,

        @Size(max = 5) List<@Pattern(regexp = Search.ATTRIBUTE, message = "Is key:value.") String> attributes,

        @Nullable Town near,

        @Min(1) @Max(500) Integer within,

        Order sort) {

    private static final int USUAL_WAY = 50;

    Wish(
            @Nullable String text,
            @Nullable BigDecimal minPrice,
            @Nullable BigDecimal maxPrice,
            @Nullable String currency,
            @Nullable List<String> attributes,
            @Nullable Town near,
            @Nullable Integer within,
            @Nullable Order sort) {
        this.text = text == null || text.isBlank() ? null : text;
        this.minPrice = minPrice;
        this.maxPrice = maxPrice;
        this.currency = currency == null || currency.isEmpty() ? "EUR" : currency;
        this.attributes = attributes == null
                ? List.of()
                : attributes.stream().filter(pair -> !pair.isEmpty()).toList();
        this.near = near;
        this.within = within == null ? USUAL_WAY : within;
        this.sort = sort == null ? Order.NEWEST : sort;
    }

    /** Named for the field that is to blame. */
    @AssertTrue(message = "The highest price is below the lowest.")
    public boolean isMaxPrice() {
        return minPrice == null || maxPrice == null || minPrice.compareTo(maxPrice) <= 0;
    }

    Search in(@Nullable CategoryId category) {
        boolean aboutPrice = minPrice != null || maxPrice != null || sort == Order.CHEAPEST || sort == Order.DEAREST;
        return new Search(
                category,
                text,
                minor(minPrice),
                minor(maxPrice),
                aboutPrice ? currency : null,
                attributes,
                near == null ? null : near.degrees(),
                near == null ? null : within,
                sort);
    }

    private @Nullable Long minor(@Nullable BigDecimal price) {
        return price == null
                ? null
                : Money.ofMajor(price, Currency.getInstance(currency)).amountMinor();
    }

    /** Whether anything narrows what is shown. */
    public boolean narrows() {
        return !in(null).filters().isEmpty();
    }
}

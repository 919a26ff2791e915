package dev.fairground.orders;

import dev.fairground.listings.ListingId;
import dev.fairground.listings.Listings.Wanted;
import dev.fairground.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for when things are bought, as each version of the API writes it. {@code paymentMethod} is the provider's token for a card;
 * the card itself never reaches us.
 */
final class OrderRequests {

    private static final String CURRENCIES = "EUR|GBP|USD|CHF";
    private static final String METHOD = "pm_[A-Za-z0-9_]+";
    private static final String METHOD_SAID = "Is a token of the payment provider, such as pm_card_visa.";

    private OrderRequests() {}

    /** An order of things from one shop. */
    record PurchaseV1(
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid WantedV1> lines,

            @NotNull @Size(max = 100) @Pattern(regexp = METHOD, message = METHOD_SAID)
            String paymentMethod) {

        List<Wanted> wanted() {
            return once(lines.stream().map(WantedV1::wanted).toList());
        }
    }

    /** With {@code price} and {@code currency}, that price or none; without, whatever it costs. */
    record WantedV1(
            @NotNull ListingId listing,
            @NotNull @Min(1) @Max(100) Integer quantity,
            @Digits(integer = 9, fraction = 2) @Nullable BigDecimal price,
            @Pattern(regexp = CURRENCIES) @Nullable String currency) {

        Wanted wanted() {
            if (price == null && currency == null) {
                return new Wanted(listing, quantity);
            }
            if (price == null || currency == null) {
                throw OrderRefused.halfAPrice();
            }
            return new Wanted(listing, quantity, Money.ofMajor(price, Currency.getInstance(currency)));
        }
    }

    /** An order of things from one shop. */
    record PurchaseV2(
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid WantedV2> lines,

            @NotNull @Size(max = 100) @Pattern(regexp = METHOD, message = METHOD_SAID)
            String paymentMethod) {

        List<Wanted> wanted() {
            return once(lines.stream().map(WantedV2::wanted).toList());
        }
    }

    /** With {@code price}, that price or none; without, whatever it costs. */
    record WantedV2(
            @NotNull ListingId listing,
            @NotNull @Min(1) @Max(100) Integer quantity,
            @Valid @Nullable SeenPrice price) {

        Wanted wanted() {
            return new Wanted(listing, quantity, price == null ? null : price.money());
        }
    }

    /** The checkout of a basket, or of some lines of it, whatever shops they are from. */
    record CheckoutV1(
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid SeenV1> lines,

            @NotNull @Size(max = 100) @Pattern(regexp = METHOD, message = METHOD_SAID)
            String paymentMethod) {

        List<Wanted> wanted() {
            return once(lines.stream().map(SeenV1::wanted).toList());
        }
    }

    /** A line as its buyer saw it. */
    record SeenV1(
            @NotNull ListingId listing,
            @NotNull @Min(1) @Max(100) Integer quantity,
            @NotNull @Digits(integer = 9, fraction = 2) BigDecimal price,
            @NotNull @Pattern(regexp = CURRENCIES) String currency) {

        Wanted wanted() {
            return new Wanted(listing, quantity, Money.ofMajor(price, Currency.getInstance(currency)));
        }
    }

    /** The checkout of a basket, or of some lines of it, whatever shops they are from. */
    record CheckoutV2(
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid SeenV2> lines,

            @NotNull @Size(max = 100) @Pattern(regexp = METHOD, message = METHOD_SAID)
            String paymentMethod) {

        List<Wanted> wanted() {
            return once(lines.stream().map(SeenV2::wanted).toList());
        }
    }

    /** A line as its buyer saw it. */
    record SeenV2(
            @NotNull ListingId listing,
            @NotNull @Min(1) @Max(100) Integer quantity,
            @NotNull @Valid SeenPrice price) {

        Wanted wanted() {
            return new Wanted(listing, quantity, price.money());
        }
    }

    /** Some of what was ordered, for a refund or a return. */
    record NamedLine(
            @NotNull ListingId listing,
            @NotNull @Min(1) @Max(100) Integer quantity) {

        /** Empty where nothing was named. */
        static List<Wanted> wanted(@Nullable List<NamedLine> named) {
            return named == null
                    ? List.of()
                    : once(named.stream()
                            .map(line -> new Wanted(line.listing(), line.quantity()))
                            .toList());
        }
    }

    record SeenPrice(
            @NotNull @Min(1) Long amountMinor,
            @NotNull @Pattern(regexp = CURRENCIES) String currency) {

        Money money() {
            return Money.of(amountMinor, currency);
        }
    }

    /** The same; refused where a listing stands in it twice. */
    static List<Wanted> once(List<Wanted> wanted) {
        if (wanted.stream().map(Wanted::listing).distinct().count() < wanted.size()) {
            throw OrderRefused.listedTwice();
        }
        return wanted;
    }
}

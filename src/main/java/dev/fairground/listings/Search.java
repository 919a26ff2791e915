package dev.fairground.listings;

import dev.fairground.catalog.CategoryId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for among the listings on offer. Each part may be left out; together they narrow the answer.
 *
 * @param category this category and all below it
 * @param text words, or parts of words, that the title has; all of them
 * @param minPriceMinor in minor units of {@code currency}, which goes with it
 * @param maxPriceMinor likewise, included
 * @param currency only what costs this currency; prices in several are not compared
 * @param attributes {@code key:value}, once per attribute
 * @param near {@code latitude,longitude} in degrees; goes with {@code within}
 * @param within kilometres from {@code near}, as the crow flies
 * @param sort one order; {@code NEWEST} where not given
 */
record Search(
        @Nullable CategoryId category,

        @Nullable @Size(max = 100) String text,

        @Nullable @Min(0) Long minPriceMinor,

        @Nullable @Min(0) Long maxPriceMinor,

        @Nullable @Pattern(regexp = CURRENCY, message = "We take EUR, GBP, USD and CHF.")
        String currency,

        @Nullable @Size(max = 5) List<@Pattern(regexp = ATTRIBUTE, message = "Is key:value.") String> attributes,

        @Nullable
        @Pattern(
                regexp = LATITUDE + "," + LONGITUDE,
                message = "Is latitude,longitude in degrees: -90 to 90, and -180 to 180.")
        String near,

        @Nullable @Min(1) @Max(500) Integer within,

        @Nullable Order sort) {

    /** Everything on offer, the newest first. */
    static final Search EVERYTHING = new Search(null, null, null, null, null, null, null, null, null);

    static final String CURRENCY = "EUR|GBP|USD|CHF";
    static final String ATTRIBUTE = "[a-z-]{1,40}:.{1,100}";

    private static final String LATITUDE = "-?(90([.]0{1,6})?|[0-8]?[0-9]([.][0-9]{1,6})?)";
    private static final String LONGITUDE = "-?(180([.]0{1,6})?|(1[0-7]|[0-9])?[0-9]([.][0-9]{1,6})?)";

    /** An index of letter triples finds nothing shorter. */
    private static final int SHORTEST_WORD = 3;

    private static final int MOST_WORDS = 6;

    /** In which order the answer comes; ids decide between equals. */
    enum Order {
        NEWEST,
        CHEAPEST,
        DEAREST,
        NEAREST
    }

    /** What can narrow a search. */
    enum Filter {
        CATEGORY,
        TEXT,
        PRICE,
        ATTRIBUTE,
        DISTANCE
    }

    /** An empty parameter is one that was left out. */
    Search {
        text = given(text);
        currency = given(currency);
        near = given(near);
        attributes = attributes == null
                ? null
                : attributes.stream().filter(pair -> !pair.isEmpty()).toList();
    }

    private static @Nullable String given(@Nullable String parameter) {
        return parameter == null || parameter.isBlank() ? null : parameter;
    }

    Order order() {
        return sort == null ? Order.NEWEST : sort;
    }

    Set<Filter> filters() {
        var filters = EnumSet.noneOf(Filter.class);
        if (category != null) filters.add(Filter.CATEGORY);
        if (!words().isEmpty()) filters.add(Filter.TEXT);
        if (currency != null) filters.add(Filter.PRICE);
        if (attributes != null && !attributes.isEmpty()) filters.add(Filter.ATTRIBUTE);
        if (near != null) filters.add(Filter.DISTANCE);
        return filters;
    }

    /** Refuses parts that make no sense without each other. */
    void mustMakeSense() {
        boolean aboutPrice =
                minPriceMinor != null || maxPriceMinor != null || order() == Order.CHEAPEST || order() == Order.DEAREST;
        if (aboutPrice && currency == null) {
            throw ListingRefused.whichCurrency();
        }
        if (minPriceMinor != null && maxPriceMinor != null && minPriceMinor > maxPriceMinor) {
            throw ListingRefused.pricesCrossed();
        }
        if ((near == null) != (within == null) || order() == Order.NEAREST && near == null) {
            throw ListingRefused.nearAndWithin();
        }
    }

    /**
     * Lower case words of at least three letters; shorter ones are passed over, unless there is nothing else. Punctuation parts words, so
     * none of them holds what a pattern would take for a wildcard.
     */
    List<String> words() {
        if (text == null) {
            return List.of();
        }
        var words = Arrays.stream(Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .split("[\\s\\p{Punct}]+"))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .distinct()
                .limit(MOST_WORDS)
                .toList();
        if (words.isEmpty()) {
            throw ListingRefused.wordsTooShort();
        }
        return words;
    }

    Attributes said() {
        var values = new TreeMap<String, String>();
        for (String pair : attributes == null ? List.<String>of() : attributes) {
            int colon = pair.indexOf(':');
            values.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return new Attributes(values);
    }

    Place centre() {
        String[] degrees = Objects.requireNonNull(near).split(",");
        return new Place(new BigDecimal(degrees[0]), new BigDecimal(degrees[1]));
    }
}

package dev.fairground.listings;

import dev.fairground.listings.Search.Filter;
import dev.fairground.listings.Search.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The searches that people use, as {@code served-searches.txt} lists them. */
@Component
class ServedSearches {

    /** Pages of 8 kB that are read in a millisecond or two. Whatever may touch more of them is given a moment and no longer. */
    static final int AT_A_GLANCE = 420;

    private final List<Served> searches;

    ServedSearches() {
        this(read());
    }

    ServedSearches(String text) {
        this.searches = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Served::of)
                .toList();
    }

    private static String read() {
        try {
            return new ClassPathResource("served-searches.txt").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    List<Served> all() {
        return searches;
    }

    /** Whether it needs no time limit of its own. */
    boolean atAGlance(Set<Filter> filters, Order order) {
        return searches.stream()
                .filter(Served::atAGlance)
                .anyMatch(search -> search.filters.equals(filters) && search.order == order);
    }

    /** What to leave out so that the search becomes one of the served ones: as little as possible. */
    String hint(Set<Filter> filters, Order order) {
        var nearest = searches.stream()
                .filter(Served::atAGlance)
                .filter(search -> filters.containsAll(search.filters) && search.order == order)
                .max(Comparator.comparingInt(search -> search.filters.size()));
        if (nearest.isEmpty()) {
            return "Sort by NEWEST.";
        }
        var surplus = EnumSet.copyOf(filters);
        surplus.removeAll(nearest.get().filters);
        return surplus.isEmpty() ? "Narrow it." : "Leave out " + names(surplus) + ", or narrow it.";
    }

    private static String names(Set<Filter> filters) {
        return filters.stream()
                .map(filter -> switch (filter) {
                    case CATEGORY -> "category";
                    case TEXT -> "text";
                    case PRICE -> "the price";
                    case ATTRIBUTE -> "attributes";
                    case DISTANCE -> "near";
                })
                .collect(Collectors.joining(" and "));
    }

    /** @param buffers how many pages of 8 kB a page of 24 from 200,000 listings may touch at most */
    record Served(Set<Filter> filters, Order order, List<String> indexes, int buffers) {

        boolean atAGlance() {
            return buffers <= AT_A_GLANCE;
        }

        static Served of(String line) {
            String[] parts = line.split("\\|");
            var filters = EnumSet.noneOf(Filter.class);
            words(parts[0]).stream().map(Filter::valueOf).forEach(filters::add);
            return new Served(
                    filters, Order.valueOf(parts[1].strip()), words(parts[2]), Integer.parseInt(parts[3].strip()));
        }

        private static List<String> words(String part) {
            return Arrays.stream(part.strip().split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
    }
}

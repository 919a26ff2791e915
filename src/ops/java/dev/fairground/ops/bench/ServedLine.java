package dev.fairground.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One line of {@code served-searches.txt}.
 *
 * @param indexes that may serve it; where it is but one, that has the order too
 * @param buffers pages of 8 kB that a page of listings may touch
 */
record ServedLine(List<String> filters, String order, List<String> indexes, int buffers) {

    private static final List<String> FILTERS = List.of("CATEGORY", "TEXT", "PRICE", "ATTRIBUTE", "DISTANCE");
    private static final List<String> ORDERS = List.of("NEWEST", "CHEAPEST", "DEAREST", "NEAREST");

    static List<ServedLine> all() {
        try (var list = Objects.requireNonNull(ServedLine.class.getResourceAsStream("/served-searches.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|"))
                    .map(part -> new ServedLine(
                            words(part[0]), part[1].strip(), words(part[2]), Integer.parseInt(part[3].strip())))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What else can be asked, and makes sense, with no promise. */
    static List<ServedLine> others() {
        var served =
                all().stream().map(line -> List.of(line.filters, line.order)).toList();
        var others = new ArrayList<ServedLine>();
        for (int chosen = 0; chosen < 1 << FILTERS.size(); chosen++) {
            int these = chosen;
            var filters = FILTERS.stream()
                    .filter(filter -> (these >> FILTERS.indexOf(filter) & 1) == 1)
                    .toList();
            for (String order : ORDERS) {
                boolean sense =
                        order.equals("NEWEST") || filters.contains(order.equals("NEAREST") ? "DISTANCE" : "PRICE");
                if (sense && !served.contains(List.of(filters, order))) {
                    others.add(new ServedLine(filters, order, List.of(), 0));
                }
            }
        }
        return others;
    }

    private static List<String> words(String part) {
        return Arrays.stream(part.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Requests of it: each of the values of a filter with each of the others'. */
    List<String> requests(Map<String, List<String>> values) {
        var queries = Stream.of("sort=" + order);
        for (String filter : filters) {
            var wanted = filter.equals("CATEGORY") && filters.contains("ATTRIBUTE") ? "CATEGORY ATTRIBUTE" : filter;
            queries = queries.flatMap(
                    query -> Objects.requireNonNull(values.get(wanted)).stream().map(value -> query + "&" + value));
        }
        return queries.map(query -> "/api/v2/listings?limit=24&" + query).toList();
    }

    /** Whether it is found in indexes alone: attributes are too large for them, and an index that finds nothing else reads rows at once. */
    boolean isInIndexes() {
        return indexes.size() > 1 && !filters.contains("ATTRIBUTE");
    }

    String name() {
        return (String.join(" ", filters) + " " + order).strip();
    }
}

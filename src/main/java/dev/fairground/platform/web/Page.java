package dev.fairground.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, walked by keyset: the cursor says after which row to go on, so a page costs the same however deep it lies and no
 * row is shown twice when others are added meanwhile.
 *
 * @param next the cursor of the next page, or null on the last
 * @param total over all pages, or null where nobody asked for it; {@link Totals} adds it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
        List<T> items, @Nullable String next, @Nullable Total total) {

    /** Makes a page from one row more than asked for: the surplus row only tells that there is a next page. */
    public static <T> Page<T> of(List<T> rowsPlusOne, PageRequest request, Function<T, Cursor> position) {
        if (rowsPlusOne.size() <= request.limit()) {
            return new Page<>(rowsPlusOne, null, null);
        }
        var items = List.copyOf(rowsPlusOne.subList(0, request.limit()));
        return new Page<>(items, position.apply(items.getLast()).encoded(), null);
    }

    /** The same page with each item in another shape. */
    public <R> Page<R> map(Function<? super T, R> shape) {
        return new Page<>(items.stream().<R>map(shape).toList(), next, total);
    }

    Page<T> with(Total counted) {
        return new Page<>(items, next, counted);
    }
}

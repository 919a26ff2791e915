package dev.fairground.platform.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a list: {@code ?limit=&cursor=&total=}. Bind it as a handler argument with {@code @Valid}.
 *
 * @param limit rows per page, 1 to 100; 24 where not given
 * @param cursor where to go on, as the previous page gave it
 * @param total {@code exact} or {@code estimate} where the caller wants to know how many there are over all; nothing is counted otherwise
 */
public record PageRequest(
        @Min(1) @Max(100) Integer limit,
        @Nullable String cursor,

        @Nullable @Pattern(regexp = EXACT + "|estimate", message = "Is exact or estimate, or left out.")
        String total) {

    static final String EXACT = "exact";

    private static final int USUAL = 24;

    public PageRequest(@Nullable Integer limit, @Nullable String cursor, @Nullable String total) {
        this.limit = limit == null ? USUAL : limit;
        this.cursor = cursor;
        this.total = total;
    }

    /** How many rows to read: one more than the page shows, which tells whether there is a next page without counting. */
    public int rowsToRead() {
        return limit + 1;
    }

    public Optional<Cursor> after() {
        return cursor == null || cursor.isEmpty() ? Optional.empty() : Optional.of(Cursor.decoded(cursor));
    }
}

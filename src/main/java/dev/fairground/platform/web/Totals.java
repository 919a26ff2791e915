package dev.fairground.platform.web;

import dev.fairground.platform.practices.Shows;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds the total to a page whose reader asked for it, and runs no statement for anybody else. {@code exact} counts, up to a bound, so
 * that no list can be made to count a million rows; {@code estimate} asks the planner, which costs the same however long the list is. A
 * list that fits on its first page is counted already.
 */
@Component
public class Totals {

    /** A person reads no further, and up to here counting takes milliseconds. */
    static final int BOUND = 10_000;

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;

    Totals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param rows a statement of our own, never of a caller's, that selects nothing from exactly the rows of the whole list: {@code select
     *     from orders.placed_order where buyer_id = :buyer}, without what decorates, sorts or pages them
     * @param parameters of {@code rows}
     */
    public <T> Page<T> on(Page<T> page, PageRequest request, String rows, Map<String, ?> parameters) {
        if (request.total() == null) {
            return page;
        }
        if (request.after().isEmpty() && page.next() == null) {
            return page.with(new Total(page.items().size(), Total.Precision.EXACT));
        }
        return page.with(
                request.total().equals(PageRequest.EXACT)
                        ? counted(rows, parameters)
                        : guessed(page, rows, parameters));
    }

    @Shows("perf-count-lean")
    private Total counted(String rows, Map<String, ?> parameters) {
        long count = jdbc.sql("select count(*) from (" + rows + " limit :bound) as listed")
                .params(parameters)
                .param("bound", BOUND + 1)
                .query(Long.class)
                .single();
        return count > BOUND ? new Total(BOUND, Total.Precision.AT_LEAST) : new Total(count, Total.Precision.EXACT);
    }

    /** The planner cannot know less than what is being shown. */
    @Shows("perf-count-estimate")
    private Total guessed(Page<?> page, String rows, Map<String, ?> parameters) {
        String plan = jdbc.sql("explain (format json) " + rows)
                .params(parameters)
                .query(String.class)
                .single();
        long guess = JSON.readTree(plan).at("/0/Plan/Plan Rows").asLong();
        return new Total(Math.max(guess, page.items().size()), Total.Precision.ESTIMATE);
    }
}

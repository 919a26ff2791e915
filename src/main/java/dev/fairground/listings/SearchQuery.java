package dev.fairground.listings;

import dev.fairground.listings.ListingViews.Card;
import dev.fairground.listings.Search.Filter;
import dev.fairground.platform.practices.Shows;
import dev.fairground.platform.web.Cursor;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One search as a statement, put together from the constant fragments of this class; whatever a caller wrote is a parameter. With five
 * filters in any combination and four orders there are more shapes than anybody would write out.
 */
@Shows({"maint-avoid-heavy-deps", "db-index-only-scan"})
final class SearchQuery {

    private static final double EARTH_RADIUS_KM = 6371.0088;

    /** Where a market as large as a continent has fewer things in a circle than an index on its way to the newest of them. */
    private static final int WIDE_KM = 200;

    private static final String IN_CUBE = "spot <@ cube_enlarge(listings.spot(:latitude, :longitude), :line, 3)";
    private static final String IN_BANDS =
            IntStream.rangeClosed(1, 3).mapToObj("""
                cube_ll_coord(spot, %1$d) between cube_ll_coord(listings.spot(:latitude, :longitude), %1$d) - :line \
                and cube_ll_coord(listings.spot(:latitude, :longitude), %1$d) + :line"""::formatted).collect(Collectors.joining(" and "));

    private final Search.Order order;
    private final List<String> filters = new ArrayList<>(List.of("state = 'PUBLISHED'"));
    private final Map<String, Object> filtered = new HashMap<>();
    private final Map<String, Object> paged = new HashMap<>();
    private final boolean standsInIndexes;
    private String position = "true";

    SearchQuery(Search search, int rows) {
        this.order = search.order();
        this.standsInIndexes = standsInIndexes(search.filters(), order);
        this.paged.put("limit", rows);
    }

    /** Attributes are too large for an index of rows; and an index whose order is asked for, and nothing else, finds only what is shown. */
    private static boolean standsInIndexes(Set<Filter> filters, Search.Order order) {
        return !filters.contains(Filter.ATTRIBUTE)
                && switch (order) {
                    case NEWEST -> !filters.isEmpty();
                    case CHEAPEST, DEAREST -> !filters.equals(Set.of(Filter.PRICE));
                    case NEAREST -> !filters.equals(Set.of(Filter.DISTANCE));
                };
    }

    private void and(String condition, String name, Object value) {
        filters.add(condition);
        filtered.put(name, value);
    }

    void in(UUID[] categories) {
        and("category_id = any(:categories)", "categories", categories);
    }

    /** Words hold letters and digits only, so none of them is a wildcard. */
    void saying(String word) {
        var name = "word" + filtered.size();
        and("lower(title) like :" + name, name, "%" + word + "%");
    }

    void costing(Search search) {
        and("currency = :currency", "currency", Objects.requireNonNull(search.currency()));
        if (search.minPriceMinor() != null) and("price_minor >= :least", "least", search.minPriceMinor());
        if (search.maxPriceMinor() != null) and("price_minor <= :most", "most", search.maxPriceMinor());
    }

    void with(Attributes attributes) {
        and("attributes @> :attributes::jsonb", "attributes", attributes.json());
    }

    /**
     * The straight line through the earth grows with the way on it, so the index compares lines. The planner takes what lies in a cube for one
     * row in a thousand; of a wide circle it is asked coordinate by coordinate, of which it knows how many rows have them.
     */
    void around(Place centre, int kilometres) {
        double line = 2 * EARTH_RADIUS_KM * Math.sin(kilometres / (2 * EARTH_RADIUS_KM));
        and(kilometres < WIDE_KM || order == Search.Order.NEAREST ? IN_CUBE : IN_BANDS, "line", line);
        and("spot <-> listings.spot(:latitude, :longitude) <= :line", "latitude", centre.latitude());
        filtered.put("longitude", centre.longitude());
    }

    void after(Cursor cursor) {
        paged.put("after", cursor.uuid(order == Search.Order.NEWEST ? 0 : 1));
        switch (order) {
            case NEWEST -> position = "id < :after";
            case CHEAPEST -> after("(price_minor, id) > (:position, :after)", cursor.number(0));
            case DEAREST -> after("(price_minor, id) < (:position, :after)", cursor.number(0));
            case NEAREST ->
                after("(spot <-> listings.spot(:latitude, :longitude), id) > (:position, :after)", cursor.decimal(0));
        }
    }

    private void after(String condition, Object value) {
        position = condition;
        paged.put("position", value);
    }

    Page<Card> page(JdbcClient jdbc, PageRequest request) {
        var rows = jdbc.sql(sql()).params(parameters()).query(this::found).list();
        return Page.of(rows, request, Found::position).map(Found::card);
    }

    Map<String, Object> parameters() {
        var all = new HashMap<>(filtered);
        all.putAll(paged);
        return all;
    }

    /** What the filters need, whatever the page. */
    Map<String, Object> filters() {
        return Map.copyOf(filtered);
    }

    /** All that the filters let through, without what sorts and pages it. */
    String all() {
        return "select from listings.listing where " + String.join(" and ", filters);
    }

    String sql() {
        return standsInIndexes ? sqlByIds() : sqlAtOnce();
    }

    /** Where an index holds all that is asked, rows are found in it alone, and only those that are shown are read. */
    private String sqlByIds() {
        return """
                     select listing.id, shop_id, shop_name, category_id, title, price_minor, currency, stock, state, %s as rank, card_key
                       from listings.listing
                  left join listings.picture on listing_id = listing.id and position = 0
                      where listing.id = any(array(select id
                                                     from listings.listing
                                                    where %s
                                                      and %s
                                                 order by %s
                                                    limit :limit))
                   order by %s
                """.formatted(
                        rank(),
                        String.join(" and ", filters),
                        position,
                        sorted("").replace("rank", rank()),
                        sorted("listing."));
    }

    /** Where nothing that is found is thrown away, or only a row itself tells. Cut before pictures are looked up. */
    private String sqlAtOnce() {
        return """
                     select found.id, shop_id, shop_name, category_id, title, price_minor, currency, stock, state, rank, card_key
                       from (  select id, shop_id, shop_name, category_id, title, price_minor, currency, stock, state, %s as rank
                                 from listings.listing
                                where %s
                                  and %s
                             order by %s
                                limit :limit) found
                  left join listings.picture on listing_id = found.id and position = 0
                   order by %s
                """.formatted(rank(), String.join(" and ", filters), position, sorted(""), sorted("found."));
    }

    private String rank() {
        return order == Search.Order.NEAREST ? "spot <-> listings.spot(:latitude, :longitude)" : "0::float8";
    }

    private String sorted(String of) {
        return switch (order) {
            case NEWEST -> of + "id desc";
            case CHEAPEST -> "price_minor, " + of + "id";
            case DEAREST -> "price_minor desc, " + of + "id desc";
            case NEAREST -> "rank, " + of + "id";
        };
    }

    private Found found(ResultSet row, int number) throws SQLException {
        var card = ListingViews.card(row, number);
        var place = switch (order) {
            case NEWEST -> Cursor.of(card.id());
            case CHEAPEST, DEAREST -> Cursor.of(card.price().amountMinor(), card.id());
            case NEAREST -> Cursor.of(row.getDouble("rank"), card.id());
        };
        return new Found(card, place);
    }

    private record Found(Card card, Cursor position) {}
}

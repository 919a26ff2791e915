package dev.fairground.listings;

import dev.fairground.listings.ListingViews.Card;
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
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One search as a statement, put together from the constant fragments of this class; whatever a caller wrote is a parameter. With five
 * filters in any combination and four orders there are more shapes than anybody would write out.
 */
@Shows("maint-avoid-heavy-deps")
final class SearchQuery {

    private static final double EARTH_RADIUS_KM = 6371.0088;

    private final Search.Order order;
    private final List<String> filters = new ArrayList<>(List.of("state = 'PUBLISHED'"));
    private final Map<String, Object> filtered = new HashMap<>();
    private final Map<String, Object> paged = new HashMap<>();
    private String position = "true";

    SearchQuery(Search.Order order, int rows) {
        this.order = order;
        this.paged.put("limit", rows);
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

    /** The straight line through the earth grows with the way on it, so the index compares lines. */
    void around(Place centre, int kilometres) {
        double line = 2 * EARTH_RADIUS_KM * Math.sin(kilometres / (2 * EARTH_RADIUS_KM));
        and("spot <@ cube_enlarge(listings.spot(:latitude, :longitude), :line, 3)", "line", line);
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

    /** Cut before the pictures are looked up, so that only what is shown has its picture looked up. */
    String sql() {
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
                """.formatted(rank(), String.join(" and ", filters), position, sorted(), sorted("found."));
    }

    private String rank() {
        return order == Search.Order.NEAREST ? "spot <-> listings.spot(:latitude, :longitude)" : "0::float8";
    }

    private String sorted() {
        return sorted("");
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

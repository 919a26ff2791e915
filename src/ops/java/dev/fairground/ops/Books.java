package dev.fairground.ops;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Looks whether what must hold does, in the database and at the payment provider. Changes nothing there; what it remembers are temporary tables. */
public final class Books implements AutoCloseable {

    private final Connection connection;

    private Books(Connection connection) {
        this.connection = connection;
    }

    /** One thing that was looked at: what was found, and whether it is as it must be. */
    public record Finding(String sentence, String found, boolean holds) {

        @Override
        public String toString() {
            return (holds ? "✓ " : "✗ ") + sentence + ": " + found;
        }
    }

    public static Books open(String url) throws SQLException {
        return new Books(DriverManager.getConnection(url));
    }

    /** From now on, it is the day. */
    void begin() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    create temporary table order_before as select id from orders.placed_order;
                    create temporary table counted_before as select id from audit.entry where action = 'listing.counted';
                    create temporary view pieces as
                        select listing.id, stock, stock + coalesce(ordered, 0) as pieces
                          from listings.listing
                     left join (  select listing_id, sum(quantity - restocked) as ordered
                                    from orders.order_line
                                    join orders.placed_order on placed_order.id = order_id
                                   where state not in ('CANCELLED', 'EXPIRED')
                                group by listing_id) in_orders on listing_id = listing.id;
                    create temporary table pieces_before as table pieces;
                    create temporary view counted_today as
                        select substr(target, length('listing/') + 1)::uuid as id, (after ->> 'stock')::bigint as stock
                          from audit.entry
                         where action = 'listing.counted'
                           and id not in (select id from counted_before);
                    """);
        }
    }

    public List<Finding> look(Collection<Invariant> invariants) throws SQLException {
        var findings = new ArrayList<Finding>();
        for (var invariant : invariants) findings.add(look(invariant));
        return findings;
    }

    Finding look(Invariant invariant) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(invariant.sql())) {
            row.next();
            long wrong = row.getLong(2);
            String found = row.getString(1) + (wrong == 0 ? "" : ", " + wrong + " wrong");
            return new Finding(invariant.sentence(), found, wrong == 0);
        }
    }

    /** Whether the provider, whose journal this is, charged each captured order of the day once and no other at all. */
    Finding chargedOnce(JsonNode journal) throws SQLException {
        int wrong = 0;
        int charges = 0;
        var captured = captured();
        for (var order : captured.entrySet()) {
            int times = journal.path("references").path(order.getKey()).asInt(0);
            charges += times;
            if (times != (order.getValue() ? 1 : 0)) wrong++;
        }
        return new Finding(
                "the provider charged each order that was captured once, and no other",
                charges + " charges for " + captured.size() + " orders" + (wrong == 0 ? "" : ", " + wrong + " wrong"),
                wrong == 0);
    }

    /** Whether the provider holds as much more since the morning as the books say. */
    Finding holds(long booked, long held) {
        return new Finding(
                "the provider holds what the books say",
                "booked %d, held %d, in minor units since the morning".formatted(booked, held),
                booked == held);
    }

    /** What the books say that the provider holds for us, in minor units of all currencies. */
    long cash() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select coalesce(sum(amount_minor), 0)
                          from payments.posting
                         where account = 'provider:cash'
                        """)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Map<String, Boolean> captured() throws SQLException {
        var captured = new HashMap<String, Boolean>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select reference, intent.state = 'CAPTURED'
                          from payments.intent
                          join orders.placed_order on placed_order.id = reference
                         where reference not in (select id from order_before)
                        """)) {
            while (row.next()) captured.put(Objects.requireNonNull(row.getString(1)), row.getBoolean(2));
        }
        return captured;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

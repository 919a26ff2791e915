package dev.fairground.ops.backup;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a database held: how many rows each table had, and what the audit trail said.
 *
 * @param settled up to when of the trail {@code digest} is; until then nothing was added any more
 * @param digest of the trail's rows in their order, as one number
 */
record Contents(Map<String, Long> rows, Instant settled, String digest) {

    /** No transaction lasts so long, and no two clocks of ours are so far apart: what is older is in the trail, or never will be. */
    static final Duration SETTLED = Duration.ofHours(1);

    /** From these nobody removes a row, so that there can only be more than there were. */
    private static final Set<String> KEPT_FOR_EVER = Set.of("audit.entry", "payments.ledger_entry", "payments.posting");

    static Contents of(String database, Instant settled) throws SQLException {
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'"); // the text of a row tells its times in the session's own
            var rows = new TreeMap<String, Long>();
            try (var tables = statement.executeQuery("""
                    select format('%I.%I', nspname, relname)
                      from pg_class
                      join pg_namespace on pg_namespace.oid = relnamespace
                     where relkind in ('r', 'p') and not relispartition and nspname !~ '^(pg_|information_schema$)'
                    """)) {
                while (tables.next()) rows.put(tables.getString(1), 0L);
            }
            for (var table : rows.entrySet()) {
                try (var count = statement.executeQuery("select count(*) from " + table.getKey())) {
                    count.next();
                    table.setValue(count.getLong(1));
                }
            }
            if (!rows.containsKey("audit.entry")) return new Contents(rows, settled, "");
            try (var digest = statement.executeQuery("""
                    select coalesce(encode(sha256(string_agg(sha256(convert_to(entry::text, 'UTF8')), ''::bytea order by id)), 'hex'), '')
                      from audit.entry
                     where at < '%s'
                    """.formatted(settled))) {
                digest.next();
                return new Contents(rows, settled, digest.getString(1));
            }
        }
    }

    /** What {@code later} lacks of this, in sentences. */
    List<String> missingIn(Contents later) {
        var missing = new ArrayList<String>();
        rows.forEach((table, then) -> {
            var now = later.rows.get(table);
            if (now == null) missing.add(table + " is gone");
            else if (KEPT_FOR_EVER.contains(table) && now < then)
                missing.add(table + " has " + now + " rows, and had " + then);
        });
        if (!digest.equals(later.digest)) missing.add("the audit trail before " + settled + " is not what it was");
        return missing;
    }

    long rowsInAll() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    void into(Properties noted) {
        noted.setProperty("settled", settled.toString());
        noted.setProperty("digest", digest);
        rows.forEach((table, count) -> noted.setProperty("rows." + table, String.valueOf(count)));
    }

    static Contents from(Properties noted) {
        var rows = new TreeMap<String, Long>();
        for (var name : noted.stringPropertyNames()) {
            if (name.startsWith("rows."))
                rows.put(name.substring("rows.".length()), Long.valueOf(noted.getProperty(name)));
        }
        return new Contents(rows, Instant.parse(noted.getProperty("settled")), noted.getProperty("digest"));
    }
}

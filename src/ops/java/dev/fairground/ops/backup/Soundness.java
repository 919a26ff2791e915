package dev.fairground.ops.backup;

import dev.fairground.ops.Books;
import dev.fairground.ops.Invariant;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Whether a database that came back is the one that was lost, asked of the rows and not of what the catalogue believes about them. It writes to
 * the catalogue for that, so it is never asked of one that is in use.
 */
public final class Soundness {

    private Soundness() {}

    /** What is wrong with it, in sentences; {@code now} is what it holds. */
    static List<String> faults(String database, Contents then, Contents now) throws SQLException {
        var faults = new ArrayList<>(then.missingIn(now));
        faults.addAll(faults(database, now));
        return faults;
    }

    /** What is wrong in itself with the database at this address, in sentences. Reads each row. */
    public static List<String> faults(String database) throws SQLException {
        return faults(database, Contents.of(database, Instant.EPOCH));
    }

    private static List<String> faults(String database, Contents now) throws SQLException {
        var jdbc = new JdbcTemplate(new DriverManagerDataSource(database));
        var faults = new ArrayList<String>();
        faults.addAll(brokenConstraints(jdbc));
        faults.addAll(brokenIndexes(jdbc));
        if (now.rows().containsKey("payments.posting")) {
            try (var books = Books.open(database)) {
                books.look(Invariant.STANDING).stream()
                        .filter(finding -> !finding.holds())
                        .forEach(finding -> faults.add(finding.toString()));
            }
        }
        return faults;
    }

    /** The server validates each as if it were new: as long as it believes that one holds, it does not look. */
    private static List<String> brokenConstraints(JdbcTemplate jdbc) {
        return failing(jdbc, """
                select format('update pg_constraint set convalidated = false where oid = %s; alter table %s validate constraint %I',
                              pg_constraint.oid, conrelid::regclass, conname)
                  from pg_constraint
                  join pg_namespace on pg_namespace.oid = connamespace
                 where contype in ('c', 'f') and conrelid <> 0 and nspname !~ '^(pg_|information_schema$)'
                """);
    }

    /** Each against its table: one that is damaged, or sorted as another machine sorts, answers as if all were well. */
    private static List<String> brokenIndexes(JdbcTemplate jdbc) {
        jdbc.execute("create extension if not exists amcheck");
        var faults = failing(jdbc, """
                select format('select bt_index_check(%s, heapallindexed => true)', pg_class.oid)
                  from pg_class
                  join pg_namespace on pg_namespace.oid = relnamespace
                  join pg_am on pg_am.oid = relam
                 where relkind = 'i' and amname = 'btree' and nspname !~ '^(pg_|information_schema$)'
                """);
        jdbc.execute("drop extension amcheck");
        return faults;
    }

    private static List<String> failing(JdbcTemplate jdbc, String checks) {
        var faults = new ArrayList<String>();
        for (var check : jdbc.queryForList(checks, String.class)) {
            try {
                jdbc.execute(Objects.requireNonNull(check));
            } catch (DataAccessException fails) {
                faults.add(String.valueOf(fails.getMostSpecificCause().getMessage()));
            }
        }
        return faults;
    }
}

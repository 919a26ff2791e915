package dev.fairground.platform.doctor;

import dev.fairground.platform.practices.Shows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has statements explained, and reads their plans. A statement that reads is run, with the values it had; one that writes meets a session that
 * cannot, and is planned only.
 */
@Component
@Shows("db-explain-easy")
public final class Explainer {

    /** Longer than any request may take, so that what is slow is seen to its end; and short enough for a follower in use. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String READ_ONLY = "25006";
    private static final String CANCELLED = "57014";
    private static final JsonMapper JSON = new JsonMapper();

    private final Harmless session;

    public Explainer(DataSource database) {
        this.session = new Harmless(database);
    }

    /** Of a statement with the values that it had. */
    public Explanation explain(String sql, Values values) throws SQLException {
        return explain(sql, values, PATIENCE);
    }

    Explanation explain(String sql, Values values, Duration longest) throws SQLException {
        try {
            return session.look(
                    longest,
                    connection ->
                            read(sql, answer(connection, "explain (analyze, buffers, format json) " + sql, values)));
        } catch (SQLException failed) {
            if (READ_ONLY.equals(failed.getSQLState())) {
                return planned(sql, values, List.of());
            }
            if (CANCELLED.equals(failed.getSQLState())) {
                return planned(sql, values, List.of("Did not end within " + longest.toMillis() + " ms."));
            }
            throw failed;
        }
    }

    private Explanation planned(String sql, Values values, List<String> known) throws SQLException {
        var plan = session.look(
                PATIENCE, connection -> read(sql, answer(connection, "explain (format json) " + sql, values)));
        var faults = new ArrayList<>(known);
        faults.addAll(plan.faults());
        return new Explanation(sql, false, 0, 0, plan.plan(), faults);
    }

    /**
     * Of the statement that {@code pg_stat_statements} knows by this id; its values are not known, so its plan is the one for any value, and it
     * is not run. Empty where this database has none of that id, or no such extension.
     */
    public Optional<Explanation> explain(long statement) throws SQLException {
        return session.look(
                PATIENCE, connection -> text(connection, statement).map(sql -> forAnyValue(connection, sql)));
    }

    private static Optional<String> text(Connection connection, long statement) {
        return Query.has(connection, "pg_stat_statements")
                ? Harmless.client(connection)
                        .sql("""
                            select query
                              from pg_stat_statements
                             where queryid = ?
                               and dbid = (select oid from pg_database where datname = current_database())
                             limit 1
                            """)
                        .param(statement)
                        .query(String.class)
                        .optional()
                : Optional.empty();
    }

    /** By way of a prepared statement, since PostgreSQL 15 has no other. */
    private static Explanation forAnyValue(Connection connection, String sql) {
        try (var session = connection.createStatement()) {
            session.setEscapeProcessing(false);
            session.execute("set local plan_cache_mode = force_generic_plan");
            session.execute("prepare fairground_explained as " + sql);
            var prepared = connection.setSavepoint();
            try {
                var count = Harmless.client(connection)
                        .sql("select cardinality(parameter_types) from pg_prepared_statements where name ="
                                + " 'fairground_explained'")
                        .query(Integer.class)
                        .single();
                String values = count == 0 ? "" : "(" + String.join(", ", Collections.nCopies(count, "null")) + ")";
                return read(
                        sql,
                        answer(connection, "explain (format json) execute fairground_explained" + values, _ -> {}));
            } finally {
                connection.rollback(prepared); // a failed transaction deallocates nothing, and no rollback does
                session.execute("deallocate fairground_explained");
            }
        } catch (SQLException unplanned) {
            return new Explanation(
                    sql,
                    false,
                    0,
                    0,
                    List.of(),
                    List.of("Cannot be planned without its values: " + Harmless.said(unplanned)));
        }
    }

    private static JsonNode answer(Connection connection, String sql, Values values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            values.bind(statement);
            try (var row = statement.executeQuery()) {
                row.next();
                return JSON.readTree(row.getString(1)).path(0);
            }
        }
    }

    private static Explanation read(String sql, JsonNode told) {
        var plan = new PlanNode(told.path("Plan"));
        return new Explanation(
                sql,
                plan.ran(),
                told.path("Execution Time").asDouble(),
                plan.ran() ? plan.buffers() : 0,
                plan.lines(),
                PlanFault.in(plan));
    }

    /** Sets the values of a statement. */
    @FunctionalInterface
    public interface Values {

        void bind(PreparedStatement statement) throws SQLException;
    }
}

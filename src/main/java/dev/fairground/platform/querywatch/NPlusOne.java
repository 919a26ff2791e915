package dev.fairground.platform.querywatch;

import java.util.Locale;

/**
 * One statement that one place of the code ran again and again in one unit of work.
 *
 * @param unit the route ({@code GET /things/{id}}), job or delivery
 * @param statement short name of the normalised statement, stable across releases; it is what the allow-list refers to
 * @param sql the statement with literals and lists taken out
 * @param callSite the lines of the application that led there, innermost first: {@code Type.method(File:line) < &hellip;}
 * @param runs how often it ran from there so far
 * @param millis how long these runs took together, in milliseconds
 * @param parameters types and lengths of the last run's parameters; never their values
 * @param inputs names and kinds of what the caller asked for, such as {@code ?category=text[8]&limit=number}; never the values
 * @param user who it was for, as the log names them; empty if nobody was known
 * @param trace of the unit; empty if there is none
 * @param times how often this was found in this process
 */
public record NPlusOne(
        String unit,
        String statement,
        String sql,
        String callSite,
        int runs,
        double millis,
        String parameters,
        String inputs,
        String user,
        String trace,
        long times) {

    /** What most likely mends it. */
    public String remedy() {
        return switch (sql.split(" ", 2)[0]) {
            case "insert", "update", "delete" ->
                "Send one batch (JdbcTemplate.batchUpdate, hibernate.jdbc.batch_size) or one statement over all rows.";
            default ->
                "Read all rows at once: = any(:ids) for keys, a join or a join fetch for what hangs on them; what is the same"
                        + " for all of them, once before the loop. If it must be so, @ExpectRepeats says why.";
        };
    }

    NPlusOne found(long time) {
        return new NPlusOne(unit, statement, sql, callSite, runs, millis, parameters, inputs, user, trace, time);
    }

    NPlusOne after(int runsByThen, double millisByThen, String route) {
        return new NPlusOne(
                route, statement, sql, callSite, runsByThen, millisByThen, parameters, inputs, user, trace, times);
    }

    /** The whole report, for a log or a failed test. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "N+1 in %s%s: %d runs, %.1f ms, from %s%n  %s%n  statement %s, parameters %s, user %s, trace %s, time %d%n  %s",
                unit,
                inputs,
                runs,
                millis,
                callSite,
                sql,
                statement,
                parameters,
                user.isEmpty() ? "unknown" : user,
                trace.isEmpty() ? "none" : trace,
                times,
                remedy());
    }
}

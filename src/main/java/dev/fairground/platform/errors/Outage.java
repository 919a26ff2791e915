package dev.fairground.platform.errors;

import java.sql.SQLException;
import java.util.Set;

/**
 * Tells a database that is away, full or going down from a fault of ours, whatever the layers above have made of its exception. The codes are
 * PostgreSQL's: connection, resources, intervention and system by their class, and the limits that a session of ours can meet.
 */
final class Outage {

    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");
    private static final Set<String> LIMITS = Set.of("25006", "25P03", "25P04", "55P03");

    /**
     * Of a connection that the pool gave up because the server ended its session. It has no code, and whoever rolls back after that has
     * forgotten the exception that had one.
     */
    private static final String POOLS_WORD = "Connection is closed";

    private Outage() {}

    static boolean isIn(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            String state = cause instanceof SQLException refused ? refused.getSQLState() : null;
            if (cause instanceof SQLException && POOLS_WORD.equals(cause.getMessage())) return true;
            if (state != null
                    && (LIMITS.contains(state) || state.length() == 5 && CLASSES.contains(state.substring(0, 2)))) {
                return true;
            }
        }
        return false;
    }
}

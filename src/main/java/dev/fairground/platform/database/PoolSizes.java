package dev.fairground.platform.database;

import dev.fairground.platform.instance.InvalidSettings;
import dev.fairground.platform.practices.Shows;

/**
 * How many connections this process may open, from what the server takes.
 *
 * <pre>
 * share  = (what the server lets our role open - KEPT) / (2 x instances)   old and new side by side during a roll-out
 * worker = a third of the share, but 4 at least and PER_PROCESSOR x processors at most
 * web    = what is left of the share, PER_PROCESSOR x processors at most
 * </pre>
 *
 * <p>{@code PER_PROCESSOR}: of eight requests that hold a connection, two are in a statement on a processor of the server's, and the others
 * wait for the network, for a commit, or for our own processor. More would queue in the server instead of here, where waiting costs nothing
 * and ends. The worker needs four: one hears what is announced, one keeps leases alive, and two work.
 */
@Shows("db-connection-pooling")
record PoolSizes(int web, int worker) {

    private static final int PER_PROCESSOR = 8;
    private static final int MOST = 32;
    private static final int LEAST_WORKER = 4;
    private static final int LEAST_WEB = 2;

    /** For migrations, backups, monitoring and a person with a console, who must get in when all else is full. */
    private static final int KEPT = 4;

    /** Throws {@link InvalidSettings} where there is too little to work with. */
    static PoolSizes of(int serverTakes, int instances, int processors) {
        int share = (serverTakes - KEPT) / (2 * instances);
        int wanted = Math.clamp((long) PER_PROCESSOR * processors, PER_PROCESSOR, MOST);
        int worker = Math.max(LEAST_WORKER, Math.min(wanted, share / 3));
        int web = Math.min(wanted, share - worker);
        if (web < LEAST_WEB) {
            throw new InvalidSettings(
                    "The database takes " + serverTakes + " connections of ours, which is too few for "
                            + instances + " instances, twice that during a roll-out: " + (LEAST_WORKER + LEAST_WEB)
                            + " each and " + KEPT + " for upkeep. Raise its limit, or lower FAIRGROUND_INSTANCES.");
        }
        return new PoolSizes(web, worker);
    }

    int of(Purpose purpose) {
        return switch (purpose) {
            case WEB, FOLLOWER -> web; // the follower is another server, with as many connections of its own
            case WORKER -> worker;
        };
    }
}

package contest;

import java.util.UUID;

/** Somebody who takes down events inside of transactions, and delivers them after the commit while it is started. */
public interface Contestant {

    /** The settings that its own documentation recommends for speed, in one line. */
    String terms();

    /** The table in which what waits is kept. */
    String table();

    /** The condition of its rows that are not yet delivered and marked so. */
    String unfinished();

    /** To be called in a transaction. */
    void publish(Kind kind, UUID event);

    void start();

    /** Returns when nothing is delivered any more. */
    void stop();

    /** What follows from an event. */
    enum Kind {
        NONE,
        /** One listener, which inserts a row in a transaction. */
        INSERT,
        /** One listener outside of any transaction, which does nothing. */
        NOTHING,
        /** Three such listeners. */
        THREE
    }
}

package dev.fairground.platform.web;

/** How many rows a list has over all its pages. */
public record Total(long count, Precision precision) {

    /** How far the count can be relied on. */
    public enum Precision {
        /** Counted. */
        EXACT,
        /** The database's guess, good for "about 1.2 million". */
        ESTIMATE,
        /** Counting stopped here; there are more. */
        AT_LEAST
    }
}

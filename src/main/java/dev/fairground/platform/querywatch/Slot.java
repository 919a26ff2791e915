package dev.fairground.platform.querywatch;

/**
 * One place for a value in a statement.
 *
 * @param parameter number (from 1) of the parameter, or 0 where the value stands in the text
 * @param literal the value in the text, or nothing
 */
record Slot(Role role, int parameter, String literal) {

    /** What a value is for. */
    enum Role {
        /** It says which row is meant, or what is written. */
        KEY,
        /** One of several in a list, or a document with several in it. */
        LISTED,
        /** All the values of a list in one parameter. */
        ARRAY,
        /** From where on: a bound, or how many to pass over. In a walk by pages it moves, otherwise it is a key. */
        POSITION,
        /** One end of a stretch that has two. */
        STRETCH,
        /** How many at most. */
        LIMIT
    }

    /** Whether another value here means another thing that is asked for, and not the next piece of the same. */
    boolean singlesOut(boolean pages) {
        return switch (role) {
            case KEY, ARRAY -> true;
            case POSITION -> !pages;
            case LISTED, STRETCH, LIMIT -> false;
        };
    }
}

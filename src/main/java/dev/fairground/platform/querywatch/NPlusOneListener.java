package dev.fairground.platform.querywatch;

/**
 * The port to whoever collects events, such as an error tracker. Each place is told of when it is found for the first, tenth, hundredth
 * … time in this process, so that a busy route floods nobody; in the strict mode each time. Called on the thread of the unit, after its work.
 */
@FunctionalInterface
public interface NPlusOneListener {

    void found(NPlusOne finding);

    /** An association was fetched with its owners and not looked at. */
    default void found(UnreadFetch fetch) {}
}

package dev.fairground.platform.querywatch;

/** Is told of each N+1 once per process, such as an error tracker; in the strict mode each time. It runs on the thread of the unit, after the work is done. */
@FunctionalInterface
public interface NPlusOneListener {

    void found(NPlusOne finding);
}

package dev.fairground.platform.web;

/** Who may call a handler. What of it they then see or change is narrowed by the query itself, never after it. */
public enum Who {
    /** Anybody, signed in or not. */
    ANYONE,
    /** Any signed-in, active member; what they reach is their own or public. */
    MEMBER,
    /** A member whose shop gave them the named right; only that shop's rows are reachable. */
    TEAM,
    /** A member of staff who holds the named capability and has a fresh second factor. */
    STAFF,
    /** A program that proves itself by a signature over the body, such as the payment provider. */
    SIGNED
}

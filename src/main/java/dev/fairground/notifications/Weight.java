package dev.fairground.notifications;

import java.util.Set;

/** How much it matters that a member learns of something outside the application. */
enum Weight {
    /** Money, a deadline, or the account itself: it comes by mail whatever they prefer, and after a complaint as well. */
    NECESSARY,
    /** Good to know; it waits in the inbox for whoever does not want it elsewhere. */
    WELCOME;

    private static final Set<String> MERELY_WELCOME =
            Set.of("order-shipped", "staff-invited", "seat-lost", "seat-regained");

    static Weight of(String kind) {
        return MERELY_WELCOME.contains(kind) ? WELCOME : NECESSARY;
    }
}

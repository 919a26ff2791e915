package dev.fairground.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a program may be trusted with. A scope only narrows: with all of them a token opens no more than its member may. */
enum Scope {
    PROFILE_READ("profile:read", "the member's own account: name, address, sessions, tokens"),
    PROFILE_WRITE("profile:write", "changes to the own account, tokens included"),
    SHOPS_READ("shops:read", "the shops the member works for, and their teams"),
    SHOPS_WRITE("shops:write", "opening and changing shops, inviting and dismissing staff"),
    LISTINGS_READ("listings:read", "drafts and withdrawn listings; published ones need no token"),
    LISTINGS_WRITE("listings:write", "writing, publishing and withdrawing listings"),
    ORDERS_READ("orders:read", "what the member bought and what their shops sold"),
    ORDERS_WRITE("orders:write", "buying, cancelling, shipping, confirming receipt"),
    PAYMENTS_READ("payments:read", "charges, refunds and what is owed to a shop"),
    PAYMENTS_WRITE("payments:write", "moving money: paying and refunding"),
    NOTIFICATIONS_READ("notifications:read", "the in-app inbox"),
    NOTIFICATIONS_WRITE("notifications:write", "marking as read, choosing what is told"),
    STAFF_READ("staff:read", "what a capability of the member lets them see"),
    STAFF_WRITE("staff:write", "what a capability of the member lets them do");

    private final String text;
    private final String opens;

    Scope(String text, String opens) {
        this.text = text;
        this.opens = opens;
    }

    static Optional<Scope> find(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    /** What it opens, for whoever decides about it. */
    String opens() {
        return opens;
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}

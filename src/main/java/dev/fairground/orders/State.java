package dev.fairground.orders;

/** Where an order stands. Which state may follow which is here and, as constraints over the moments of each, in the database. */
enum State {
    PLACED,
    PAID,
    SHIPPED,
    DELIVERED,
    COMPLETED,
    CANCELLED,
    EXPIRED,
    REFUNDED;

    boolean mayBecome(State next) {
        return switch (this) {
            case PLACED -> next == PAID || next == CANCELLED || next == EXPIRED;
            case PAID -> next == SHIPPED || next == REFUNDED;
            case SHIPPED -> next == DELIVERED || next == REFUNDED;
            case DELIVERED -> next == COMPLETED || next == REFUNDED;
            case COMPLETED -> next == REFUNDED;
            case CANCELLED, EXPIRED, REFUNDED -> false;
        };
    }
}

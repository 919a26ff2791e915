package dev.fairground.integrations;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an endpoint can be told of. The words are a promise to receivers. */
enum Kind {
    ORDER_PLACED("order.placed"),
    ORDER_PAID("order.paid"),
    ORDER_SHIPPED("order.shipped"),
    ORDER_COMPLETED("order.completed"),
    ORDER_CLOSED("order.closed"),
    ORDER_REFUNDED("order.refunded"),
    ORDER_REFUND_FAILED("order.refund_failed"),
    RETURN_ASKED("return.asked"),
    RETURN_ANSWERED("return.answered"),
    LISTING_PUBLISHED("listing.published"),
    LISTING_WITHDRAWN("listing.withdrawn");

    /** Sent by the button that tries an endpoint out, whatever it has asked to be told of. */
    static final String TEST = "test.ping";

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}

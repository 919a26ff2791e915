package dev.fairground.orders;

import dev.fairground.platform.errors.Kind;
import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;
import java.time.Duration;

/** Every "no" of the orders. */
final class OrderRefused extends Refusal {

    static final Reason NO_SUCH_ORDER = Reason.notFound("no-such-order", "There is no such order.");
    static final Reason SEVERAL_SHOPS =
            Reason.invalid("several-shops", "lines", "An order is of things from one shop; place one order for each.");
    static final Reason SEVERAL_CURRENCIES = Reason.invalid(
            "several-currencies", "lines", "An order is paid in one currency; place one order for each.");
    static final Reason LISTED_TWICE = Reason.invalid(
                    "listed-twice", "lines", "Each listing stands in an order once; raise its quantity instead.")
            .heldBy("order_line_listing_once");
    static final Reason OWN_SHOP = Reason.conflict("own-shop", "You cannot buy from a shop that you work for.");
    static final Reason NOT_NOW = Reason.conflict("not-in-that-state", "The order is not where this could follow.")
            .heldBy(
                    "placed_order_ends_once",
                    "placed_order_shipped_once_paid",
                    "placed_order_delivered_once_shipped",
                    "placed_order_completed_once_delivered",
                    "placed_order_refund_requested_once_paid",
                    "placed_order_refunded_once_requested");
    static final Reason REFUNDED_ALREADY =
            Reason.conflict("refunded-already", "A refund of this order is under way or done.");

    static final Reason OWN_ORDER = Reason.forbidden(
            "own-order", "You are part of this deal, so somebody else on the staff has to decide about it.");

    static final Reason CHECKOUT_CLOSED = Reason.of(
            Kind.UNAVAILABLE,
            "checkout-closed",
            "No orders are taken for the moment; those that stand go on. Please try again in a few minutes.");

    private OrderRefused(Reason reason) {
        super(reason);
    }

    private OrderRefused(Reason reason, String detail) {
        super(reason, detail);
    }

    private OrderRefused(Reason reason, Duration retryAfter) {
        super(reason, reason.sentence(), retryAfter);
    }

    static OrderRefused noSuchOrder() {
        return new OrderRefused(NO_SUCH_ORDER);
    }

    static OrderRefused severalShops() {
        return new OrderRefused(SEVERAL_SHOPS);
    }

    static OrderRefused severalCurrencies() {
        return new OrderRefused(SEVERAL_CURRENCIES);
    }

    static OrderRefused listedTwice() {
        return new OrderRefused(LISTED_TWICE);
    }

    static OrderRefused ownShop() {
        return new OrderRefused(OWN_SHOP);
    }

    static OrderRefused notNow(State state, State next) {
        return new OrderRefused(NOT_NOW, "The order is " + word(state) + ", so it cannot become " + word(next) + ".");
    }

    static OrderRefused refundedAlready() {
        return new OrderRefused(REFUNDED_ALREADY);
    }

    static OrderRefused ownOrder() {
        return new OrderRefused(OWN_ORDER);
    }

    static OrderRefused checkoutClosed() {
        return new OrderRefused(CHECKOUT_CLOSED, Duration.ofMinutes(5));
    }

    private static String word(State state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}

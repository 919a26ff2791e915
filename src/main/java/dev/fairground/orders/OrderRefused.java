package dev.fairground.orders;

import dev.fairground.money.Money;
import dev.fairground.platform.errors.FieldFault;
import dev.fairground.platform.errors.Kind;
import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;
import java.time.Duration;
import java.util.List;

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
    static final Reason HALF_A_PRICE =
            Reason.invalid("half-a-price", "lines", "Name both price and currency of a line, or neither.");
    static final Reason OWN_SHOP = Reason.conflict("own-shop", "You cannot buy from a shop that you work for.");
    static final Reason BASKET_CHANGED = Reason.conflict(
            "basket-changed", "Your basket does not hold that, or not so many of it. Look at it again.");
    static final Reason BASKET_FULL = Reason.conflict(
                    "basket-full", "A basket holds twenty different things. Check some out, or take some out.")
            .heldBy("basket_line_position_in_range");
    static final Reason QUANTITY_OUT_OF_RANGE = Reason.invalid(
                    "quantity-out-of-range", "quantity", "One to a hundred of a thing go into a basket.")
            .heldBy("basket_line_quantity_in_range");
    static final Reason NOT_ON_OFFER = Reason.conflict("not-on-offer", "It is not on offer.");
    static final Reason NOT_NOW = Reason.conflict("not-in-that-state", "The order is not where this could follow.")
            .heldBy(
                    "placed_order_ends_once",
                    "placed_order_shipped_once_paid",
                    "placed_order_delivered_once_shipped",
                    "placed_order_completed_once_delivered",
                    "placed_order_refund_requested_once_paid",
                    "placed_order_refunded_once_paid",
                    "placed_order_refunded_once_requested");
    static final Reason REFUNDED_ALREADY =
            Reason.conflict("refunded-already", "A refund of this order is under way or done.");
    static final Reason REFUND_BEYOND_PAID = Reason.conflict(
                    "refund-beyond-paid", "That is more than is left of what was paid.")
            .heldBy("placed_order_refunded_within_total");
    static final Reason LINE_REFUNDED_ALREADY = Reason.conflict(
                    "line-refunded-already", "Fewer of it are left that were not given back for.")
            .heldBy("order_line_refunded_within_quantity");
    static final Reason RESTOCKED_ALREADY = Reason.conflict(
                    "restocked-already", "So many of it are not to be put back on offer any more.")
            .heldBy("order_line_restocked_within_quantity");
    static final Reason NOT_IN_ORDER = Reason.invalid("not-in-order", "lines", "The order has no such line.");
    static final Reason RESTOCK_WITHOUT_LINES =
            Reason.invalid("restock-without-lines", "lines", "Say which lines go back on offer.");
    static final Reason NO_SUCH_RETURN = Reason.notFound("no-such-return", "There is no such return.");
    static final Reason REASON_LENGTH = Reason.invalid(
                    "reason-length", "reason", "Give a reason of up to 500 characters.")
            .heldBy("goods_return_reason_length");
    static final Reason RETURN_NOT_NOW = Reason.conflict(
                    "return-not-in-that-state", "The return is not where this could follow.")
            .heldBy(
                    "goods_return_answered_once",
                    "goods_return_received_once_accepted",
                    "goods_return_lapsed_once_accepted",
                    "goods_return_ends_once");
    static final Reason RETURN_OPEN = Reason.conflict(
                    "return-open", "A return of this order is under way; it has to end first.")
            .heldBy("goods_return_one_open_per_order");
    static final Reason RETURN_TOO_LATE = Reason.conflict(
                    "return-too-late", "A return is asked for after the delivery, and within fourteen days of it.")
            .heldBy("goods_return_asked_in_time");

    static final Reason OWN_ORDER = Reason.forbidden(
            "own-order", "You are part of this deal, so somebody else on the staff has to decide about it.");

    static final Reason CHECKOUT_CLOSED = Reason.of(
            Kind.UNAVAILABLE,
            "checkout-closed",
            "No orders are taken for the moment; those that stand go on. Please try again in a few minutes.");

    private final transient List<FieldFault> faults;

    private OrderRefused(Reason reason) {
        super(reason);
        this.faults = super.fields();
    }

    private OrderRefused(Reason reason, String detail) {
        super(reason, detail);
        this.faults = super.fields();
    }

    private OrderRefused(Reason reason, List<FieldFault> faults) {
        super(reason);
        this.faults = List.copyOf(faults);
    }

    private OrderRefused(Reason reason, Duration retryAfter) {
        super(reason, reason.sentence(), retryAfter);
        this.faults = super.fields();
    }

    @Override
    public List<FieldFault> fields() {
        return faults;
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

    static OrderRefused halfAPrice() {
        return new OrderRefused(HALF_A_PRICE);
    }

    static OrderRefused ownShop() {
        return new OrderRefused(OWN_SHOP);
    }

    static OrderRefused basketChanged(List<FieldFault> faults) {
        return new OrderRefused(BASKET_CHANGED, faults);
    }

    static OrderRefused basketFull() {
        return new OrderRefused(BASKET_FULL);
    }

    static OrderRefused quantityOutOfRange() {
        return new OrderRefused(QUANTITY_OUT_OF_RANGE);
    }

    static OrderRefused notOnOffer() {
        return new OrderRefused(NOT_ON_OFFER);
    }

    static OrderRefused notNow(State state, State next) {
        return new OrderRefused(NOT_NOW, "The order is " + word(state) + ", so it cannot become " + word(next) + ".");
    }

    static OrderRefused refundedAlready() {
        return new OrderRefused(REFUNDED_ALREADY);
    }

    static OrderRefused refundBeyondPaid(Money left) {
        return new OrderRefused(REFUND_BEYOND_PAID, "No more than " + left + " can be given back.");
    }

    static OrderRefused lineRefundedAlready() {
        return new OrderRefused(LINE_REFUNDED_ALREADY);
    }

    static OrderRefused restockedAlready() {
        return new OrderRefused(RESTOCKED_ALREADY);
    }

    static OrderRefused notInOrder() {
        return new OrderRefused(NOT_IN_ORDER);
    }

    static OrderRefused restockWithoutLines() {
        return new OrderRefused(RESTOCK_WITHOUT_LINES);
    }

    static OrderRefused noSuchReturn() {
        return new OrderRefused(NO_SUCH_RETURN);
    }

    static OrderRefused reasonLength() {
        return new OrderRefused(REASON_LENGTH);
    }

    static OrderRefused returnNotNow() {
        return new OrderRefused(RETURN_NOT_NOW);
    }

    static OrderRefused returnOpen() {
        return new OrderRefused(RETURN_OPEN);
    }

    static OrderRefused returnTooLate() {
        return new OrderRefused(RETURN_TOO_LATE);
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

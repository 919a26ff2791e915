package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import dev.fairground.orders.OrderClosed;
import dev.fairground.orders.OrderCompleted;
import dev.fairground.orders.OrderDisputed;
import dev.fairground.orders.OrderId;
import dev.fairground.orders.OrderPaid;
import dev.fairground.orders.OrderPlaced;
import dev.fairground.orders.OrderRefundFailed;
import dev.fairground.orders.OrderRefunded;
import dev.fairground.orders.OrderShipped;
import dev.fairground.orders.ReturnAnswered;
import dev.fairground.orders.ReturnAsked;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.Shops;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Tells buyer and shop how an order fares. The inbox has every step; a mail goes to whoever waits for the step or has to act on it.
 */
@Component
class TellOfOrders {

    private final Inbox inbox;
    private final Shops shops;

    TellOfOrders(Inbox inbox, Shops shops) {
        this.inbox = inbox;
        this.shops = shops;
    }

    @OutboxListener(id = "notifications.order-placed", key = "order")
    void on(OrderPlaced event) {
        var order = about(event.order());
        var buyer = Notice.of(
                event.buyer(),
                "order-placed",
                order,
                "Your order over " + event.total() + " is placed",
                "The things are set aside for you while the payment is on its way. We tell you when it is through.");
        tell(
                buyer.byMail(),
                team(event.shop())
                        .map(member -> Notice.of(
                                member,
                                "order-placed",
                                order,
                                "A new order over " + event.total(),
                                "It is not paid yet. Ship nothing until we tell you that it is.")));
    }

    @OutboxListener(id = "notifications.order-paid", key = "order")
    void on(OrderPaid event) {
        var order = about(event.order());
        var buyer = Notice.of(
                event.buyer(),
                "order-paid",
                order,
                "Your payment of " + event.total() + " has arrived",
                "The shop ships next. We tell you when the parcel is on its way.");
        tell(
                buyer.byMail(),
                team(event.shop())
                        .map(member -> Notice.of(
                                        member,
                                        "order-paid",
                                        order,
                                        "An order over " + event.total() + " is paid",
                                        "Please pack and ship it.")
                                .byMail()));
    }

    @OutboxListener(id = "notifications.order-shipped", key = "order")
    void on(OrderShipped event) {
        String tracking = event.trackingCode().isEmpty() ? "" : " Its tracking code is " + event.trackingCode() + ".";
        inbox.put(List.of(Notice.of(
                        event.buyer(),
                        "order-shipped",
                        about(event.order()),
                        "Your parcel is on its way",
                        "It travels with " + event.carrier() + "." + tracking)
                .byMail()));
    }

    @OutboxListener(id = "notifications.order-closed", key = "order")
    void on(OrderClosed event) {
        var order = about(event.order());
        var buyer = Notice.of(event.buyer(), "order-closed", order, "Your order has ended unpaid", event.reason());
        tell(
                buyer.byMail(),
                team(event.shop())
                        .map(member -> Notice.of(
                                member,
                                "order-closed",
                                order,
                                "An order has ended unpaid",
                                "Its things are on offer again. " + event.reason())));
    }

    @OutboxListener(id = "notifications.order-refunded", key = "order")
    void on(OrderRefunded event) {
        var order = about(event.order());
        var buyer = Notice.of(
                event.buyer(),
                "order-refunded",
                order,
                "You have been given " + event.amount() + " back",
                "Your bank may take some days to show it.");
        tell(
                buyer.each(event.refund()).byMail(),
                team(event.shop())
                        .map(member -> Notice.of(
                                        member,
                                        "order-refunded",
                                        order,
                                        "A buyer has been given " + event.amount() + " back",
                                        "The refund of this order is done.")
                                .each(event.refund())));
    }

    @OutboxListener(id = "notifications.order-refund-failed", key = "order")
    void on(OrderRefundFailed event) {
        var order = about(event.order());
        var buyer = Notice.of(
                event.buyer(),
                "order-refund-failed",
                order,
                "Your bank sent " + event.amount() + " back to us",
                "The refund did not reach you. We hold the money for you; please tell support, who can send it again.");
        tell(
                buyer.each(event.refund()).byMail(),
                team(event.shop())
                        .map(member -> Notice.of(
                                        member,
                                        "order-refund-failed",
                                        order,
                                        "A refund of " + event.amount() + " came back",
                                        "The buyer's bank did not take it. Please refund the order again.")
                                .each(event.refund())));
    }

    /** The shop alone: what the buyer said to their bank, they know. */
    @OutboxListener(id = "notifications.order-disputed", key = "order")
    void on(OrderDisputed event) {
        inbox.put(team(event.shop())
                .map(member -> Notice.of(
                                member,
                                "order-disputed-" + event.step().name().toLowerCase(Locale.ROOT),
                                about(event.order()),
                                disputed(event),
                                switch (event.step()) {
                                    case OPEN ->
                                        "The money is withheld until the bank decides. Send support what proves that you delivered.";
                                    case WON -> "You have the money again.";
                                    case LOST -> "The money stays with the buyer, and nothing more is refunded.";
                                })
                        .each(event.dispute())
                        .byMail())
                .toList());
    }

    private static String disputed(OrderDisputed event) {
        return switch (event.step()) {
            case OPEN -> "The buyer's bank has taken " + event.amount() + " back";
            case WON -> "The bank has decided for you: " + event.amount();
            case LOST -> "The bank has decided for the buyer: " + event.amount();
        };
    }

    @OutboxListener(id = "notifications.order-completed", key = "order")
    void on(OrderCompleted event) {
        var order = about(event.order());
        var buyer = Notice.of(
                event.buyer(), "order-completed", order, "Your order is complete", "We hope you like what you bought.");
        tell(
                buyer,
                team(event.shop())
                        .map(member -> Notice.of(
                                member,
                                "order-completed",
                                order,
                                "An order is complete",
                                "The deal is done: nothing is left to do.")));
    }

    @OutboxListener(id = "notifications.return-asked", key = "order")
    void on(ReturnAsked event) {
        inbox.put(team(event.shop())
                .map(member -> Notice.of(
                                member,
                                "return-asked",
                                about(event.order()),
                                "A buyer asks to send something back",
                                "Please accept or refuse it within seven days; silence accepts. They say: "
                                        + event.reason())
                        .each(event.which())
                        .byMail())
                .toList());
    }

    @OutboxListener(id = "notifications.return-answered", key = "order")
    void on(ReturnAnswered event) {
        var buyer = event.refusal().isEmpty()
                ? Notice.of(
                        event.buyer(),
                        "return-accepted",
                        about(event.order()),
                        "You may send it back",
                        "The shop takes it back. Please send it within thirty days; the money follows when it has arrived.")
                : Notice.of(
                        event.buyer(),
                        "return-refused",
                        about(event.order()),
                        "The shop does not take it back",
                        event.refusal());
        inbox.put(List.of(buyer.each(event.which()).byMail()));
    }

    private void tell(Notice buyer, Stream<Notice> team) {
        inbox.put(Stream.concat(Stream.of(buyer), team).toList());
    }

    private Stream<MemberId> team(ShopId shop) {
        return shops.team(shop).stream();
    }

    private static String about(OrderId order) {
        return "order/" + order;
    }
}

package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.identity.MemberId;
import dev.fairground.listings.Listings.Reserved;
import dev.fairground.listings.Listings.Wanted;
import dev.fairground.money.Money;
import dev.fairground.payments.Payments;
import dev.fairground.payments.RefundId;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A buyer's order of things from one shop. It decides what may happen to it next; whoever asks holds its row lock. */
record Order(
        OrderId id,
        MemberId buyer,
        ShopId shop,
        List<OrderLine> lines,
        Money total,
        Money fee,
        Instant placedAt,
        Instant payBy,
        @Nullable RefundTry refund,
        State state) {

    /** What the market keeps, in basis points: 5 per cent. */
    private static final int FEE = 500;

    /** Long enough for a bank's app to ask back twice, short enough that a forgotten order blocks nobody's stock over lunch. */
    private static final Duration TIME_TO_PAY = Duration.ofMinutes(30);

    Order {
        lines = List.copyOf(lines);
    }

    /** A new order over what was just reserved: all from one shop that is not the buyer's own, all in one currency. */
    static Order placedBy(Caller buyer, List<Reserved> reserved, Instant now) {
        ShopId shop = reserved.getFirst().shop();
        if (reserved.stream().anyMatch(line -> !line.shop().equals(shop))) {
            throw OrderRefused.severalShops();
        }
        if (Arrays.asList(buyer.where(ShopRights.ORDERS)).contains(shop.value())) {
            throw OrderRefused.ownShop();
        }
        var currency = reserved.getFirst().unitPrice().currency();
        if (reserved.stream().anyMatch(line -> !line.unitPrice().currency().equals(currency))) {
            throw OrderRefused.severalCurrencies();
        }
        var lines = reserved.stream().map(OrderLine::of).toList();
        var total = lines.stream().map(OrderLine::total).reduce(Money.zero(currency), Money::plus);
        return new Order(
                OrderId.next(),
                buyer.id(),
                shop,
                lines,
                total,
                total.basisPoints(FEE),
                now,
                now.plus(TIME_TO_PAY),
                null,
                State.PLACED);
    }

    Payments.Request charge(String paymentMethod) {
        return new Payments.Request(id.value(), buyer, shop.value(), total, fee, paymentMethod);
    }

    /** Refuses by name what may not follow from here. */
    void mayBecome(State next) {
        if (!state.mayBecome(next) || refund != null && next != State.REFUNDED) {
            throw OrderRefused.notNow(state, next);
        }
    }

    /** Staff are neither the buyer nor of the shop. */
    void mayBeJudgedBy(Caller staff) {
        if (buyer.equals(staff.id())
                || Arrays.asList(staff.where(ShopRights.ORDERS)).contains(shop.value())) {
            throw OrderRefused.ownOrder();
        }
    }

    void mayBeRefunded() {
        if (refund != null && !refund.failed()) {
            throw OrderRefused.refundedAlready();
        }
        mayBecome(State.REFUNDED);
    }

    /** What is heard of an earlier refund, or of one that is known to have failed, comes late and changes nothing. */
    boolean awaits(RefundId told) {
        return refund != null && refund.concerns(told) && !refund.failed();
    }

    /** The things have not left the shop, so ending the order puts them back on offer; a refund that failed has done so already. */
    boolean stillOnTheShelf() {
        return refund == null && (state == State.PLACED || state == State.PAID);
    }

    List<Wanted> wanted() {
        return lines.stream().map(OrderLine::wanted).toList();
    }

    OrderPlaced placed() {
        return new OrderPlaced(id, buyer, shop, total);
    }
}

package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.identity.MemberId;
import dev.fairground.listings.Listings.Reserved;
import dev.fairground.listings.Listings.Wanted;
import dev.fairground.money.Money;
import dev.fairground.payments.Payments;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's order of things from one shop. It decides what may happen to it next; whoever asks holds its row lock.
 *
 * @param refunded what has gone back or is on its way back
 * @param ending all that was left was asked back at some time, so it is not shipped any more, even if that failed
 */
record Order(
        OrderId id,
        MemberId buyer,
        ShopId shop,
        List<OrderLine> lines,
        Money total,
        Money fee,
        Money refunded,
        Instant placedAt,
        Instant payBy,
        boolean ending,
        @Nullable Instant deliveredAt,
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
                Money.zero(currency),
                now,
                now.plus(TIME_TO_PAY),
                false,
                null,
                State.PLACED);
    }

    /** A new order for each shop, and where a shop sells in several currencies for each of these, over what was just reserved. */
    static List<Order> eachPlacedBy(Caller buyer, List<Reserved> reserved, Instant now) {
        return reserved.stream()
                .collect(Collectors.groupingBy(Source::of, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(fromOne -> placedBy(buyer, fromOne, now))
                .toList();
    }

    Payments.Request charge(String paymentMethod) {
        return new Payments.Request(id.value(), buyer, shop.value(), total, fee, paymentMethod);
    }

    /** Refuses by name what may not follow from here. */
    void mayBecome(State next) {
        if (!state.mayBecome(next) || ending && next != State.REFUNDED) {
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

    /** What can still be given back. */
    Money left() {
        return total.minus(refunded);
    }

    /** A line by its listing; refused if there is none, or fewer of it that were not given back for yet. */
    LineCount counted(Wanted named) {
        int position = IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).listing().equals(named.listing()))
                .findFirst()
                .orElseThrow(OrderRefused::notInOrder);
        if (named.quantity() > lines.get(position).unrefunded()) {
            throw OrderRefused.lineRefundedAlready();
        }
        return new LineCount(position, named.quantity());
    }

    /** The end of the time for complaints; refused before the delivery, with which that begins. */
    Instant complaintsEnd() {
        if (deliveredAt == null || state != State.DELIVERED) {
            throw OrderRefused.returnTooLate();
        }
        return deliveredAt.plus(CompleteDeliveredOrders.COMPLAINTS);
    }

    /** The same lines by their listings. */
    List<Wanted> wanted(List<LineCount> counted) {
        return counted.stream()
                .map(line -> new Wanted(lines.get(line.position()).listing(), line.quantity()))
                .toList();
    }

    List<Wanted> wanted() {
        return lines.stream().map(OrderLine::wanted).toList();
    }

    OrderPlaced placed() {
        return new OrderPlaced(id, buyer, shop, total);
    }

    /** What one order is of. */
    private record Source(ShopId shop, Currency currency) {

        static Source of(Reserved reserved) {
            return new Source(reserved.shop(), reserved.unitPrice().currency());
        }
    }
}

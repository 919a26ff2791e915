package dev.fairground.orders;

import dev.fairground.money.Money;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What goes back for a wish, decided over an order whose lock is held.
 *
 * @param ends whether this is all that was left, so that the order is not shipped any more
 * @param lines what it is for, where that was said
 * @param restocked what goes back on offer
 */
record Refunding(Money amount, String reason, boolean ends, List<LineCount> lines, List<LineCount> restocked) {

    static Refunding of(Order order, RefundWish wish) {
        order.mayBecome(State.REFUNDED);
        if (!order.left().isPositive()) {
            throw OrderRefused.refundedAlready();
        }
        var named = wish.lines().stream().map(order::counted).toList();
        Money amount = amount(order, wish, named);
        if (amount.compareTo(order.left()) > 0) {
            throw OrderRefused.refundBeyondPaid(order.left());
        }
        boolean ends = amount.equals(order.left());
        return new Refunding(amount, wish.reason(), ends, named, restocked(order, wish, named, ends));
    }

    private static Money amount(Order order, RefundWish wish, List<LineCount> named) {
        if (wish.amountMinor() != null) {
            return new Money(wish.amountMinor(), order.total().currency());
        }
        return named.isEmpty()
                ? order.left()
                : named.stream()
                        .map(line ->
                                order.lines().get(line.position()).unitPrice().times(line.quantity()))
                        .reduce(Money.zero(order.total().currency()), Money::plus);
    }

    /** An order that ends before it was shipped is on the shelf again as a whole; otherwise what was asked for is. None is put back twice. */
    private static List<LineCount> restocked(Order order, RefundWish wish, List<LineCount> named, boolean ends) {
        if (ends && (order.state() == State.PAID || wish.restock() && named.isEmpty())) {
            return IntStream.range(0, order.lines().size())
                    .mapToObj(at -> new LineCount(at, offShelf(order, at)))
                    .filter(line -> line.quantity() > 0)
                    .toList();
        }
        if (!wish.restock()) {
            return List.of();
        }
        if (named.isEmpty()) {
            throw OrderRefused.restockWithoutLines();
        }
        if (named.stream().anyMatch(line -> line.quantity() > offShelf(order, line.position()))) {
            throw OrderRefused.restockedAlready();
        }
        return named;
    }

    private static int offShelf(Order order, int position) {
        var line = order.lines().get(position);
        return line.quantity() - line.restocked();
    }
}

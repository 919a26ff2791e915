package dev.fairground.orders;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One thing that happened to an order, in words for both sides; {@code note} is empty where there is no more to say. */
record OrderStep(String what, Instant at, String note) {

    /** The story so far, oldest first. What happened at one moment stands in the order of the trade. */
    static List<OrderStep> of(OrderDetail order) {
        return Stream.of(
                        step("Placed", order.head().placedAt(), null),
                        step("Paid", order.paidAt(), null),
                        step("Shipped", order.shippedAt(), parcel(order)),
                        step("Delivered", order.deliveredAt(), null),
                        step("Completed", order.completedAt(), null),
                        step(
                                order.head().state() == State.EXPIRED ? "Expired" : "Cancelled",
                                order.closedAt(),
                                order.closeReason()),
                        step("Refund asked for", order.refundRequestedAt(), null),
                        step("Refunded", order.refundedAt(), null))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(OrderStep::at))
                .toList();
    }

    private static @Nullable OrderStep step(String what, @Nullable Instant at, @Nullable String note) {
        return at == null ? null : new OrderStep(what, at, note == null ? "" : note);
    }

    private static String parcel(OrderDetail order) {
        return Stream.of(order.carrier(), order.trackingCode())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }
}

package dev.fairground.orders;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that may be known of one order. */
record OrderDetail(
        OrderViews.Head head,
        List<OrderLine> lines,
        Instant payBy,
        @Nullable Instant paidAt,
        @Nullable Instant shippedAt,
        @Nullable String carrier,
        @Nullable String trackingCode,
        @Nullable Instant deliveredAt,
        @Nullable Instant completedAt,
        @Nullable Instant closedAt,
        @Nullable String closeReason,
        @Nullable Instant refundRequestedAt,
        @Nullable Instant refundedAt,
        @Nullable Instant refundFailedAt,
        OrderDisputed.@Nullable Step dispute,
        List<GivenBackViews.Refund> refunds,
        List<GivenBackViews.Return> returns) {

    OrderDetail with(List<OrderLine> lines, List<GivenBackViews.Refund> refunds, List<GivenBackViews.Return> returns) {
        return new OrderDetail(
                head,
                lines,
                payBy,
                paidAt,
                shippedAt,
                carrier,
                trackingCode,
                deliveredAt,
                completedAt,
                closedAt,
                closeReason,
                refundRequestedAt,
                refundedAt,
                refundFailedAt,
                dispute,
                refunds,
                returns);
    }

    /** What {@link OrderViews#one} reads of an order that was placed this moment. */
    static OrderDetail asPlaced(Order order) {
        return new OrderDetail(
                OrderViews.Head.of(order),
                order.lines(),
                order.payBy(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    /** Where the carrier tells how far the parcel is. */
    @Nullable
    String trackingLink() {
        return TrackingLink.of(carrier, trackingCode);
    }
}

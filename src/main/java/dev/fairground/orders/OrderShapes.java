package dev.fairground.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairground.identity.MemberId;
import dev.fairground.listings.ListingId;
import dev.fairground.money.Money;
import dev.fairground.shops.ShopId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as each version of the API shows it. Version 1 has decimal amounts; version 2 has minor units and a currency. */
final class OrderShapes {

    private OrderShapes() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HeadV1(
            OrderId id, MemberId buyer, ShopId shop, BigDecimal total, String currency, State state, Instant placedAt) {

        static HeadV1 of(OrderViews.Head head) {
            return new HeadV1(
                    head.id(),
                    head.buyer(),
                    head.shop(),
                    head.total().major(),
                    head.total().currency().getCurrencyCode(),
                    head.state(),
                    head.placedAt());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderV1(
            @JsonUnwrapped HeadV1 head,
            List<LineV1> lines,
            List<RefundV1> refunds,
            @JsonUnwrapped Course course) {

        static OrderV1 of(OrderDetail detail) {
            return new OrderV1(
                    HeadV1.of(detail.head()),
                    detail.lines().stream().map(LineV1::of).toList(),
                    detail.refunds().stream().map(RefundV1::of).toList(),
                    Course.of(detail));
        }
    }

    record LineV1(ListingId listing, String title, BigDecimal unitPrice, int quantity) {

        static LineV1 of(OrderLine line) {
            return new LineV1(line.listing(), line.title(), line.unitPrice().major(), line.quantity());
        }
    }

    /** A part of what was paid, on its way back. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefundV1(
            BigDecimal amount,
            String reason,
            Instant requestedAt,
            @Nullable Instant completedAt,
            @Nullable Instant failedAt) {

        static RefundV1 of(GivenBackViews.Refund refund) {
            return new RefundV1(
                    refund.amount().major(),
                    refund.reason(),
                    refund.requestedAt(),
                    refund.completedAt(),
                    refund.failedAt());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HeadV2(OrderId id, MemberId buyer, ShopId shop, Amount total, State state, Instant placedAt) {

        static HeadV2 of(OrderViews.Head head) {
            return new HeadV2(
                    head.id(), head.buyer(), head.shop(), Amount.of(head.total()), head.state(), head.placedAt());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderV2(
            @JsonUnwrapped HeadV2 head,
            List<LineV2> lines,
            List<RefundV2> refunds,
            @JsonUnwrapped Course course) {

        static OrderV2 of(OrderDetail detail) {
            return new OrderV2(
                    HeadV2.of(detail.head()),
                    detail.lines().stream().map(LineV2::of).toList(),
                    detail.refunds().stream().map(RefundV2::of).toList(),
                    Course.of(detail));
        }
    }

    record LineV2(ListingId listing, String title, Amount unitPrice, int quantity) {

        static LineV2 of(OrderLine line) {
            return new LineV2(line.listing(), line.title(), Amount.of(line.unitPrice()), line.quantity());
        }
    }

    /** A part of what was paid, on its way back. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefundV2(
            Amount amount,
            String reason,
            Instant requestedAt,
            @Nullable Instant completedAt,
            @Nullable Instant failedAt) {

        static RefundV2 of(GivenBackViews.Refund refund) {
            return new RefundV2(
                    Amount.of(refund.amount()),
                    refund.reason(),
                    refund.requestedAt(),
                    refund.completedAt(),
                    refund.failedAt());
        }
    }

    /** Things on their way back. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Return(
            ReturnId id,
            GoodsReturn.Standing state,
            String reason,
            List<GivenBackViews.Thing> lines,
            Instant askedAt,
            @Nullable Instant answeredAt,
            @Nullable String refusal,
            @Nullable Instant receivedAt,
            @Nullable Instant lapsedAt) {

        static Return of(GivenBackViews.Return back) {
            return new Return(
                    back.id(),
                    back.state(),
                    back.reason(),
                    back.lines(),
                    back.askedAt(),
                    back.answeredAt(),
                    back.refusal(),
                    back.receivedAt(),
                    back.lapsedAt());
        }
    }

    /** What has happened to it so far; a moment that has not come is left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Course(
            Instant payBy,
            @Nullable Instant paidAt,
            @Nullable Instant shippedAt,
            @Nullable String carrier,
            @Nullable String trackingCode,
            @Nullable String trackingLink,
            @Nullable Instant deliveredAt,
            @Nullable Instant completedAt,
            @Nullable Instant closedAt,
            @Nullable String closeReason,
            @Nullable Instant refundRequestedAt,
            @Nullable Instant refundedAt,
            @Nullable Instant refundFailedAt,
            OrderDisputed.@Nullable Step dispute,
            List<Return> returns) {

        static Course of(OrderDetail detail) {
            return new Course(
                    detail.payBy(),
                    detail.paidAt(),
                    detail.shippedAt(),
                    detail.carrier(),
                    detail.trackingCode(),
                    detail.trackingLink(),
                    detail.deliveredAt(),
                    detail.completedAt(),
                    detail.closedAt(),
                    detail.closeReason(),
                    detail.refundRequestedAt(),
                    detail.refundedAt(),
                    detail.refundFailedAt(),
                    detail.dispute(),
                    detail.returns().stream().map(Return::of).toList());
        }
    }

    record Amount(long amountMinor, String currency) {

        static Amount of(Money money) {
            return new Amount(money.amountMinor(), money.currency().getCurrencyCode());
        }
    }
}

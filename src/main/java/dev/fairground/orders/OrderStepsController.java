package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.platform.idempotency.Idempotent;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.ShopRights;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The steps of an order after it was placed, each a resource of its own. */
@RestController
@RequestMapping(path = "/api/{version}/orders/{id}", version = "1+")
class OrderStepsController {

    private final DeliverOrder deliverOrder;
    private final CancelOrder cancelOrder;
    private final RefundOrder refundOrder;

    OrderStepsController(DeliverOrder deliverOrder, CancelOrder cancelOrder, RefundOrder refundOrder) {
        this.deliverOrder = deliverOrder;
        this.cancelOrder = cancelOrder;
        this.refundOrder = refundOrder;
    }

    @PutMapping("/shipment")
    @Access(value = Who.TEAM, needs = ShopRights.SHIPPING, scope = "orders:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ship(Caller caller, @PathVariable OrderId id, @Valid @RequestBody Shipment shipment) {
        deliverOrder.ship(caller, id, shipment.carrier(), shipment.trackingCode());
    }

    @PutMapping("/delivery")
    @Access(value = Who.MEMBER, scope = "orders:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(Caller buyer, @PathVariable OrderId id) {
        deliverOrder.receive(buyer, id);
    }

    @PutMapping("/completion")
    @Access(value = Who.MEMBER, scope = "orders:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(Caller buyer, @PathVariable OrderId id) {
        deliverOrder.complete(buyer, id);
    }

    @PutMapping("/cancellation")
    @Access(value = Who.MEMBER, scope = "orders:write")
    @Idempotent
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(Caller buyer, @PathVariable OrderId id) {
        cancelOrder.cancel(buyer, id);
    }

    /** By the shop, as long as nothing is shipped; the buyer reads why. */
    @PutMapping("/shop-cancellation")
    @Access(value = Who.TEAM, needs = ShopRights.REFUNDS, scope = "payments:write")
    @Idempotent
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancelByShop(Caller caller, @PathVariable OrderId id, @Valid @RequestBody Cancelling cancelling) {
        cancelOrder.cancelByShop(caller, id, cancelling.reason());
    }

    /** The money goes back after the answer; the order says when it has. */
    @PostMapping("/refunds")
    @Access(value = Who.TEAM, needs = ShopRights.REFUNDS, scope = "payments:write")
    @Idempotent
    @ResponseStatus(HttpStatus.ACCEPTED)
    void refund(Caller caller, @PathVariable OrderId id, @Valid @RequestBody Refund refund) {
        refundOrder.refund(caller, id, refund.wish());
    }

    @PostMapping("/staff-refunds")
    @Access(value = Who.STAFF, needs = "staff:refund", scope = "staff:write")
    @Idempotent
    @ResponseStatus(HttpStatus.ACCEPTED)
    void refundByStaff(Caller staff, @PathVariable OrderId id, @Valid @RequestBody Refund refund) {
        refundOrder.refundByStaff(staff, id, refund.wish());
    }

    record Shipment(
            @NotBlank @Size(max = 60) String carrier,
            @Size(min = 1, max = 100) @Nullable String trackingCode) {}

    record Cancelling(@NotBlank @Size(max = 200) String reason) {}

    /** For these lines, or of this amount in the order's currency; all that is left, where neither is said. */
    record Refund(
            @NotBlank @Size(max = 200) String reason,
            @Size(max = 20) @Nullable List<OrderRequests.@NotNull @Valid NamedLine> lines,
            @Min(1) @Nullable Long amountMinor,
            @Nullable Boolean restock) {

        RefundWish wish() {
            return new RefundWish(
                    reason, OrderRequests.NamedLine.wanted(lines), amountMinor, Boolean.TRUE.equals(restock), null);
        }
    }
}

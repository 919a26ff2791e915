package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.platform.idempotency.Idempotent;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.ShopRights;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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
    private final CloseOrder closeOrder;

    OrderStepsController(DeliverOrder deliverOrder, CloseOrder closeOrder) {
        this.deliverOrder = deliverOrder;
        this.closeOrder = closeOrder;
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
        closeOrder.cancel(buyer, id);
    }

    /** The money goes back after the answer; the order says when it has. */
    @PostMapping("/refunds")
    @Access(value = Who.TEAM, needs = ShopRights.REFUNDS, scope = "payments:write")
    @Idempotent
    @ResponseStatus(HttpStatus.ACCEPTED)
    void refund(Caller caller, @PathVariable OrderId id, @Valid @RequestBody Refund refund) {
        closeOrder.refund(caller, id, refund.reason());
    }

    @PostMapping("/staff-refunds")
    @Access(value = Who.STAFF, needs = "staff:refund", scope = "staff:write")
    @Idempotent
    @ResponseStatus(HttpStatus.ACCEPTED)
    void refundByStaff(Caller staff, @PathVariable OrderId id, @Valid @RequestBody Refund refund) {
        closeOrder.refundByStaff(staff, id, refund.reason());
    }

    record Shipment(
            @NotBlank @Size(max = 60) String carrier,
            @Size(min = 1, max = 100) @Nullable String trackingCode) {}

    record Refund(@NotBlank @Size(max = 200) String reason) {}
}

package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.listings.ListingId;
import dev.fairground.listings.Listings;
import dev.fairground.platform.flags.Flags;
import dev.fairground.platform.idempotency.Idempotent;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own basket, and its checkout. Each version of the API has its own shape of the same lines. */
@RestController
@RequestMapping("/api/{version}")
class BasketController {

    private final BasketStore baskets;
    private final FillBasket fillBasket;
    private final CheckOutBasket checkOutBasket;
    private final Listings listings;
    private final Flags flags;

    BasketController(
            BasketStore baskets, FillBasket fillBasket, CheckOutBasket checkOutBasket, Listings listings, Flags flags) {
        this.baskets = baskets;
        this.fillBasket = fillBasket;
        this.checkOutBasket = checkOutBasket;
        this.listings = listings;
        this.flags = flags;
    }

    @GetMapping(path = "/basket", version = "1")
    @Access(value = Who.MEMBER, scope = "orders:read")
    BasketShapes.BasketV1 oneV1(Caller buyer) {
        var basket = baskets.find(buyer.id());
        return BasketShapes.BasketV1.of(basket, listings.look(basket.wanted()));
    }

    @GetMapping(path = "/basket", version = "2")
    @Access(value = Who.MEMBER, scope = "orders:read")
    BasketShapes.BasketV2 oneV2(Caller buyer) {
        var basket = baskets.find(buyer.id());
        return BasketShapes.BasketV2.of(basket, listings.look(basket.wanted()));
    }

    /** The price of this moment is the one that is kept as seen. */
    @PutMapping(path = "/basket/lines/{listing}", version = "1+")
    @Access(value = Who.MEMBER, scope = "orders:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(Caller buyer, @PathVariable ListingId listing, @Valid @RequestBody Quantity quantity) {
        fillBasket.put(buyer, listing, quantity.quantity());
    }

    @DeleteMapping(path = "/basket/lines/{listing}", version = "1+")
    @Access(value = Who.MEMBER, scope = "orders:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller buyer, @PathVariable ListingId listing) {
        fillBasket.remove(buyer, listing);
    }

    @PostMapping(path = "/checkouts", version = "1")
    @Access(value = Who.MEMBER, scope = "orders:write")
    @Idempotent
    @RateLimited("place-order")
    @ResponseStatus(HttpStatus.CREATED)
    BasketShapes.CheckedOutV1 checkOutV1(Caller buyer, @Valid @RequestBody OrderRequests.CheckoutV1 request) {
        mustBeOpen();
        return BasketShapes.CheckedOutV1.of(checkOutBasket.checkOut(buyer, request.wanted(), request.paymentMethod()));
    }

    @PostMapping(path = "/checkouts", version = "2")
    @Access(value = Who.MEMBER, scope = "orders:write")
    @Idempotent
    @RateLimited("place-order")
    @ResponseStatus(HttpStatus.CREATED)
    BasketShapes.CheckedOutV2 checkOutV2(Caller buyer, @Valid @RequestBody OrderRequests.CheckoutV2 request) {
        mustBeOpen();
        return BasketShapes.CheckedOutV2.of(checkOutBasket.checkOut(buyer, request.wanted(), request.paymentMethod()));
    }

    private void mustBeOpen() {
        if (!flags.isOn(OrderController.CHECKOUT_OPEN)) {
            throw OrderRefused.checkoutClosed();
        }
    }

    record Quantity(@NotNull @Min(1) @Max(100) Integer quantity) {}
}

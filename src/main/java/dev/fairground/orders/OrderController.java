package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.listings.Listings.Wanted;
import dev.fairground.platform.flags.FlagKey;
import dev.fairground.platform.flags.Flags;
import dev.fairground.platform.idempotency.Idempotent;
import dev.fairground.platform.ratelimit.RateLimited;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Who;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders: place one, look at one, list one's own or a shop's. Each version of the API has its own shape of the same order. */
@RestController
@RequestMapping("/api/{version}")
class OrderController {

    static final FlagKey CHECKOUT_OPEN = FlagKey.of("checkout-open");

    private final PlaceOrder placeOrder;
    private final OrderViews views;
    private final Flags flags;

    OrderController(PlaceOrder placeOrder, OrderViews views, Flags flags) {
        this.placeOrder = placeOrder;
        this.views = views;
        this.flags = flags;
    }

    @PostMapping(path = "/orders", version = "1")
    @Access(value = Who.MEMBER, scope = "orders:write")
    @Idempotent
    @RateLimited("place-order")
    ResponseEntity<OrderShapes.OrderV1> placeV1(Caller buyer, @Valid @RequestBody OrderRequests.PurchaseV1 request) {
        Order order = place(buyer, request.wanted(), request.paymentMethod());
        return ResponseEntity.created(URI.create("/api/v1/orders/" + order.id()))
                .body(OrderShapes.OrderV1.of(OrderDetail.asPlaced(order)));
    }

    @PostMapping(path = "/orders", version = "2")
    @Access(value = Who.MEMBER, scope = "orders:write")
    @Idempotent
    @RateLimited("place-order")
    ResponseEntity<OrderShapes.OrderV2> placeV2(Caller buyer, @Valid @RequestBody OrderRequests.PurchaseV2 request) {
        Order order = place(buyer, request.wanted(), request.paymentMethod());
        return ResponseEntity.created(URI.create("/api/v2/orders/" + order.id()))
                .body(OrderShapes.OrderV2.of(OrderDetail.asPlaced(order)));
    }

    @GetMapping(path = "/orders/{id}", version = "1")
    @Access(value = Who.MEMBER, scope = "orders:read")
    OrderShapes.OrderV1 oneV1(Caller caller, @PathVariable OrderId id) {
        return OrderShapes.OrderV1.of(one(id, caller));
    }

    @GetMapping(path = "/orders/{id}", version = "2")
    @Access(value = Who.MEMBER, scope = "orders:read")
    OrderShapes.OrderV2 oneV2(Caller caller, @PathVariable OrderId id) {
        return OrderShapes.OrderV2.of(one(id, caller));
    }

    @GetMapping(path = "/orders", version = "1")
    @Access(value = Who.MEMBER, scope = "orders:read")
    Page<OrderShapes.HeadV1> boughtV1(Caller buyer, @Valid PageRequest page) {
        return views.boughtBy(buyer, page).map(OrderShapes.HeadV1::of);
    }

    @GetMapping(path = "/orders", version = "2")
    @Access(value = Who.MEMBER, scope = "orders:read")
    Page<OrderShapes.HeadV2> boughtV2(Caller buyer, @Valid PageRequest page) {
        return views.boughtBy(buyer, page).map(OrderShapes.HeadV2::of);
    }

    @GetMapping(path = "/shops/{shop}/orders", version = "1")
    @Access(value = Who.TEAM, needs = ShopRights.ORDERS, scope = "orders:read")
    Page<OrderShapes.HeadV1> soldV1(Caller caller, @PathVariable ShopId shop, @Valid PageRequest page) {
        return views.soldBy(shop, caller, page).map(OrderShapes.HeadV1::of);
    }

    @GetMapping(path = "/shops/{shop}/orders", version = "2")
    @Access(value = Who.TEAM, needs = ShopRights.ORDERS, scope = "orders:read")
    Page<OrderShapes.HeadV2> soldV2(Caller caller, @PathVariable ShopId shop, @Valid PageRequest page) {
        return views.soldBy(shop, caller, page).map(OrderShapes.HeadV2::of);
    }

    private Order place(Caller buyer, List<Wanted> wanted, String paymentMethod) {
        if (!flags.isOn(CHECKOUT_OPEN)) {
            throw OrderRefused.checkoutClosed();
        }
        return placeOrder.place(buyer, wanted, paymentMethod);
    }

    private OrderDetail one(OrderId id, Caller caller) {
        return views.one(id, caller).orElseThrow(OrderRefused::noSuchOrder);
    }
}

package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.listings.Listings.Wanted;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A buyer orders lines of their basket: an order for each shop, all of them or none. The lines leave the basket, so whoever presses twice,
 * in two windows and under two keys, buys once.
 */
@Component
class CheckOutBasket {

    private final BasketStore baskets;
    private final PlaceOrder placeOrder;
    private final Clock clock;

    CheckOutBasket(BasketStore baskets, PlaceOrder placeOrder, Clock clock) {
        this.baskets = baskets;
        this.placeOrder = placeOrder;
        this.clock = clock;
    }

    @Transactional
    List<Order> checkOut(Caller buyer, List<Wanted> seen, String paymentMethod) {
        if (seen.isEmpty()) {
            throw OrderRefused.basketChanged(List.of());
        }
        baskets.lock(buyer.id(), clock.instant()).mustHold(seen);
        var placed = placeOrder.placeForEachShop(buyer, seen, paymentMethod);
        baskets.remove(buyer.id(), seen.stream().map(Wanted::listing).toList());
        return placed;
    }
}

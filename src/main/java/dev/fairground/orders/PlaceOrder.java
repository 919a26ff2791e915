package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.listings.Listings;
import dev.fairground.listings.Listings.Wanted;
import dev.fairground.payments.Payments;
import dev.fairground.platform.practices.Shows;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A buyer orders things of one shop: stock is reserved, the order stands, and its payment is asked for, all of it or nothing. */
@Component
@Shows("maint-service-objects")
class PlaceOrder {

    private final Listings listings;
    private final OrderStore orders;
    private final Payments payments;
    private final OrderTrail trail;
    private final Clock clock;

    PlaceOrder(Listings listings, OrderStore orders, Payments payments, OrderTrail trail, Clock clock) {
        this.listings = listings;
        this.orders = orders;
        this.payments = payments;
        this.trail = trail;
        this.clock = clock;
    }

    @Transactional
    Order place(Caller buyer, List<Wanted> wanted, String paymentMethod) {
        var order = Order.placedBy(buyer, listings.reserve(wanted), now());
        stand(List.of(order), paymentMethod);
        return order;
    }

    /** As {@link #place}, of things from any number of shops: an order for each. */
    @Transactional
    List<Order> placeForEachShop(Caller buyer, List<Wanted> wanted, String paymentMethod) {
        var placed = Order.eachPlacedBy(buyer, listings.reserve(wanted), now());
        stand(placed, paymentMethod);
        return placed;
    }

    private void stand(List<Order> placed, String paymentMethod) {
        orders.add(placed);
        // Recorded now; the provider is called after the commit.
        payments.request(
                placed.stream().map(order -> order.charge(paymentMethod)).toList());
        trail.placed(placed);
    }

    /** As fine as the database keeps it, since the answer is written from here and must say what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

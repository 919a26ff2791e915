package dev.fairground.orders;

import dev.fairground.access.Caller;
import dev.fairground.listings.ListingId;
import dev.fairground.listings.Listings;
import dev.fairground.listings.Listings.Wanted;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts things into a basket, and takes them out. Nothing is set aside by it, and more may lie in it than there are. */
@Component
class FillBasket {

    private final BasketStore baskets;
    private final Listings listings;
    private final Clock clock;

    FillBasket(BasketStore baskets, Listings listings, Clock clock) {
        this.baskets = baskets;
        this.listings = listings;
        this.clock = clock;
    }

    /** So many of it from now on, at the price of this moment. */
    @Transactional
    void put(Caller buyer, ListingId listing, int quantity) {
        var basket = baskets.lock(buyer.id(), clock.instant());
        var thing = Optional.ofNullable(listings.look(List.of(new Wanted(listing, quantity)))
                        .getFirst()
                        .now())
                .orElseThrow(OrderRefused::notOnOffer);
        baskets.put(buyer.id(), basket.lineFor(thing));
    }

    /** Taking out what is not there changes nothing. */
    @Transactional
    void remove(Caller buyer, ListingId listing) {
        baskets.lock(buyer.id(), clock.instant());
        baskets.remove(buyer.id(), List.of(listing));
    }
}

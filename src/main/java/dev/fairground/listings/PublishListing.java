package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.catalog.Catalog;
import dev.fairground.platform.audit.Audit;
import dev.fairground.shops.ShopRights;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a listing before the public, takes it off, and says how many there are. */
@Component
class PublishListing {

    private final ListingStore listings;
    private final ListingStock stock;
    private final Catalog catalog;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublishListing(
            ListingStore listings,
            ListingStock stock,
            Catalog catalog,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.listings = listings;
        this.stock = stock;
        this.catalog = catalog;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void publish(Caller caller, ListingId id) {
        var listing = locked(caller, id);
        State before = listing.state();
        listing.publish(clock.instant(), catalog.tree().attributes(listing.category()));
        if (before != listing.state()) {
            audit.record(
                    "listing.published", "listing/" + id, Map.of("state", before), Map.of("state", listing.state()));
            events.publishEvent(listing.published());
        }
    }

    @Transactional
    void withdraw(Caller caller, ListingId id) {
        var listing = locked(caller, id);
        State before = listing.state();
        listing.withdraw(caller.id(), clock.instant());
        if (before != listing.state()) {
            audit.record(
                    "listing.withdrawn", "listing/" + id, Map.of("state", before), Map.of("state", listing.state()));
            events.publishEvent(new ListingWithdrawn(id, listing.shop()));
        }
    }

    /** Stock is what the shop counted on its shelf, so it is set and not added to; buyers in between are the shop's to consider. */
    @Transactional
    void count(Caller caller, ListingId id, int counted) {
        if (!stock.count(id, counted, caller.where(ShopRights.LISTINGS))) {
            throw ListingRefused.noSuchListing();
        }
        audit.record("listing.counted", "listing/" + id, Map.of(), Map.of("stock", counted));
    }

    private Listing locked(Caller caller, ListingId id) {
        return listings.lock(id.value(), Arrays.asList(caller.where(ShopRights.LISTINGS)))
                .orElseThrow(ListingRefused::noSuchListing);
    }
}

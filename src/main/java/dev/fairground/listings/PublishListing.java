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

/** Puts a listing before the public, and takes it off. */
@Component
class PublishListing {

    private final ListingStore listings;
    private final Shelf shelf;
    private final Catalog catalog;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublishListing(
            ListingStore listings,
            Shelf shelf,
            Catalog catalog,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.listings = listings;
        this.shelf = shelf;
        this.catalog = catalog;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void publish(Caller caller, ListingId id) {
        var listing = locked(caller, id);
        State before = listing.state();
        if (before == State.DRAFT || before == State.WITHDRAWN) {
            shelf.mustHoldOneMore(listing.shop());
        }
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
        if (listing.withdraw(caller.id(), clock.instant())) {
            audit.record(
                    "listing.withdrawn", "listing/" + id, Map.of("state", before), Map.of("state", listing.state()));
            events.publishEvent(new ListingWithdrawn(id, listing.shop()));
        }
    }

    private Listing locked(Caller caller, ListingId id) {
        return listings.lock(id.value(), Arrays.asList(caller.where(ShopRights.LISTINGS)))
                .orElseThrow(ListingRefused::noSuchListing);
    }
}

package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.catalog.Catalog;
import dev.fairground.platform.audit.Audit;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import dev.fairground.shops.Shops;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A shop writes a listing that nobody else sees yet, or changes what one of its listings says. */
@Component
class DraftListing {

    private final ListingStore listings;
    private final Shops shops;
    private final Catalog catalog;
    private final Audit audit;
    private final Clock clock;

    DraftListing(ListingStore listings, Shops shops, Catalog catalog, Audit audit, Clock clock) {
        this.listings = listings;
        this.shops = shops;
        this.catalog = catalog;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    ListingId draft(Caller caller, ShopId shop, Offer offer) {
        if (!Arrays.asList(caller.where(ShopRights.LISTINGS)).contains(shop.value())) {
            throw ListingRefused.noSuchShop();
        }
        String shopName = shops.name(shop).orElseThrow(ListingRefused::noSuchShop);
        var listing = listings.save(new Listing(shop, shopName, offer.fittedInto(catalog.tree()), clock.instant()));
        audit.record(
                "listing.drafted", "listing/" + listing.id(), Map.of(), Map.of("shop", shop, "title", offer.title()));
        return listing.id();
    }

    @Transactional
    void change(Caller caller, ListingId id, Offer offer, int readVersion) {
        var listing = listings.lock(id.value(), Arrays.asList(caller.where(ShopRights.LISTINGS)))
                .orElseThrow(ListingRefused::noSuchListing);
        var before = listing.price();
        var tree = catalog.tree();
        listing.change(offer.fittedInto(tree), readVersion, tree.attributes(offer.category()));
        audit.record(
                "listing.changed",
                "listing/" + id,
                Map.of("price", before.toString()),
                Map.of("price", listing.price().toString()));
    }
}

package dev.fairground.listings;

import dev.fairground.access.Caller;
import dev.fairground.platform.audit.Audit;
import dev.fairground.shops.ShopRights;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A shop says how many there are of a thing. */
@Component
class CountStock {

    private final ListingStock stock;
    private final Audit audit;

    CountStock(ListingStock stock, Audit audit) {
        this.stock = stock;
        this.audit = audit;
    }

    /** Stock is what the shop counted on its shelf, so it is set and not added to; buyers in between are the shop's to consider. */
    @Transactional
    void count(Caller caller, ListingId id, int counted) {
        if (!stock.count(id, counted, caller.where(ShopRights.LISTINGS))) {
            throw ListingRefused.noSuchListing();
        }
        audit.record("listing.counted", "listing/" + id, Map.of(), Map.of("stock", counted));
    }
}

package dev.fairground.integrations;

import dev.fairground.listings.ListingPublished;
import dev.fairground.listings.ListingWithdrawn;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells the shop's systems what is on offer and what is no longer. */
@Component
class ListenToListings {

    private final WriteMessages write;

    ListenToListings(WriteMessages write) {
        this.write = write;
    }

    @OutboxListener(id = "integrations.listing-published", lane = Lane.BULK)
    void on(ListingPublished event) {
        var data = new LinkedHashMap<String, Object>();
        data.put("listing", event.listing());
        data.put("shop", event.shop());
        data.put("title", event.title());
        data.put("price", Amount.of(event.price()));
        write.tell(event.shop(), Kind.LISTING_PUBLISHED, data);
    }

    @OutboxListener(id = "integrations.listing-withdrawn", lane = Lane.BULK)
    void on(ListingWithdrawn event) {
        write.tell(event.shop(), Kind.LISTING_WITHDRAWN, Map.of("listing", event.listing(), "shop", event.shop()));
    }
}

package dev.fairground.listings;

import dev.fairground.platform.audit.Audit;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.shops.PlanChanged;
import dev.fairground.shops.ShopId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Fits what a shop has on offer into its plan: what is beyond a smaller one is withheld, the newest first, and comes back with a larger one.
 * Goes by the shelf as it is and not by what the event says, so that it may run twice and late.
 */
@Component
class FollowPlan {

    /** Each updates the shelf's row again, and PostgreSQL walks the row's versions of one transaction: a few hundred cost nothing yet. */
    static final int AT_ONCE = 500;

    private final Shelf shelf;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FollowPlan(Shelf shelf, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.shelf = shelf;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @OutboxListener(id = "listings.plan", key = "shop", lane = OutboxListener.Lane.BULK)
    void on(PlanChanged changed) {
        fit(changed.shop());
    }

    @OutboxListener(id = "listings.shelf", key = "shop", lane = OutboxListener.Lane.BULK)
    void on(ShelfUnsettled unsettled) {
        fit(unsettled.shop());
    }

    private void fit(ShopId shop) {
        var withheld = shelf.withhold(shop, AT_ONCE, clock.instant());
        withheld.forEach(id -> events.publishEvent(new ListingWithdrawn(id, shop)));
        var back = shelf.bringBack(shop, AT_ONCE);
        back.forEach(events::publishEvent);
        record("listing.withheld", shop, withheld);
        record(
                "listing.brought-back",
                shop,
                back.stream().map(ListingPublished::listing).toList());
        if (withheld.size() == AT_ONCE || back.size() == AT_ONCE) {
            events.publishEvent(new ShelfUnsettled(shop));
        }
    }

    /** One entry for all, under the shop: the cause is one. */
    private void record(String action, ShopId shop, List<ListingId> listings) {
        if (!listings.isEmpty()) {
            audit.record(action, "shop/" + shop, Map.of(), Map.of("listings", listings));
        }
    }
}

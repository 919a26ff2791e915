package dev.fairground.shops;

import dev.fairground.identity.MemberId;
import dev.fairground.platform.audit.Audit;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A member opens a shop and owns it from then on. */
@Component
class OpenShop {

    private final ShopStore shops;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OpenShop(ShopStore shops, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.shops = shops;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Two shops of one handle, or a second shop of one member, are refused by the database; see {@link ShopRefused}. */
    @Transactional
    ShopId open(MemberId owner, String handle, String name, String description) {
        var shop = shops.saveAndFlush(Shop.opened(handle, name.strip(), description.strip(), owner, clock.instant()));
        audit.record("shop.opened", "shop/" + shop.id(), Map.of(), Map.of("handle", handle, "name", shop.name()));
        events.publishEvent(new ShopOpened(shop.id(), shop.name(), owner));
        return shop.id();
    }
}

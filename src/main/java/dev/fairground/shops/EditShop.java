package dev.fairground.shops;

import dev.fairground.access.Caller;
import dev.fairground.platform.audit.Audit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A shop changes what it says of itself. */
@Component
class EditShop {

    private final ShopStore shops;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    EditShop(ShopStore shops, Audit audit, ApplicationEventPublisher events) {
        this.shops = shops;
        this.audit = audit;
        this.events = events;
    }

    @Transactional
    void edit(Caller caller, ShopId id, @Nullable String name, @Nullable String description) {
        var shop =
                shops.lock(id.value(), List.of(caller.where(ShopRights.TEAM))).orElseThrow(ShopRefused::noSuchShop);
        String before = shop.name();
        shop.describe(name, description);
        audit.record("shop.edited", "shop/" + id, Map.of("name", before), Map.of("name", shop.name()));
        if (!before.equals(shop.name())) {
            events.publishEvent(new ShopRenamed(id, shop.name()));
        }
    }
}

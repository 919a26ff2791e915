package dev.fairground.shops;

import dev.fairground.platform.audit.Audit;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Puts what happens to a shop's plan on record, and lets it be known, in the transaction in which it happens. */
@Component
class ShopTrail {

    private final Audit audit;
    private final ApplicationEventPublisher events;

    ShopTrail(Audit audit, ApplicationEventPublisher events) {
        this.audit = audit;
        this.events = events;
    }

    void tell(Record event, String action, ShopId shop, Map<String, ?> facts) {
        note(action, shop, facts);
        events.publishEvent(event);
    }

    void note(String action, ShopId shop, Map<String, ?> facts) {
        audit.record(action, "shop/" + shop, Map.of(), facts);
    }
}

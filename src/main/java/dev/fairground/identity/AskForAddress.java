package dev.fairground.identity;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has a link mailed to the address that a member wants. Nothing changes before it is used, and nobody learns whether the address is
 * another member's.
 */
@Component
class AskForAddress {

    private final AddressChangeStore changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AskForAddress(AddressChangeStore changes, ApplicationEventPublisher events, Clock clock) {
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void ask(MemberId member, EmailAddress wanted) {
        var now = clock.instant();
        changes.keep(member, wanted, now);
        events.publishEvent(new AddressChangeRequested(member, now));
    }
}

package dev.fairground.notifications;

import dev.fairground.identity.MemberId;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Has one member's digest written, once for what is unread now. */
@Component
class AskForDigest {

    private final Digests digests;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AskForDigest(Digests digests, ApplicationEventPublisher events, Clock clock) {
        this.digests = digests;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void of(MemberId member) {
        var now = clock.instant();
        if (digests.mark(member, now)) events.publishEvent(new DigestDue(member, now));
    }
}

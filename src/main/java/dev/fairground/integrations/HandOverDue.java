package dev.fairground.integrations;

import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes messages that are due and publishes each, in one transaction: none is lost between the two, and none taken twice. */
@Component
class HandOverDue {

    private final MessageStore messages;
    private final ApplicationEventPublisher events;

    HandOverDue(MessageStore messages, ApplicationEventPublisher events) {
        this.messages = messages;
        this.events = events;
    }

    /** Returns how many there were. */
    @Transactional
    int handOver(Instant now, int most) {
        var due = messages.takeDue(now, most);
        due.forEach(id -> events.publishEvent(new MessageDue(id)));
        return due.size();
    }
}

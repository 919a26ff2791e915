package dev.fairground.integrations;

import dev.fairground.shops.ShopId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes one message for each endpoint that wants to be told, and has each sent by itself: one that hangs holds up no other. */
@Component
class WriteMessages {

    private final MessageStore messages;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;
    private final Clock clock;

    WriteMessages(MessageStore messages, ApplicationEventPublisher events, JsonMapper json, Clock clock) {
        this.messages = messages;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void tell(ShopId shop, Kind kind, Map<String, ?> data) {
        var listening = messages.listening(shop, kind);
        if (listening.isEmpty()) return;
        var now = clock.instant();
        var drafts = listening.stream()
                .map(endpoint -> draft(endpoint, kind.toString(), data, now))
                .toList();
        messages.add(drafts, kind.toString(), now);
        drafts.forEach(draft -> events.publishEvent(new MessageDue(draft.id())));
    }

    /** A message that is no event's, for the one who tries an endpoint out; not stored. */
    MessageStore.Draft ping(EndpointId endpoint, ShopId shop) {
        return draft(endpoint, Kind.TEST, Map.of("shop", shop), clock.instant());
    }

    /** Written once and kept: what is signed has to be the same bytes at each attempt. */
    private MessageStore.Draft draft(EndpointId endpoint, String kind, Map<String, ?> data, Instant now) {
        var id = MessageId.next();
        return new MessageStore.Draft(id, endpoint, json.writeValueAsString(new Body(id, kind, now, data)), now);
    }

    /** What the receiver reads. */
    private record Body(MessageId id, String type, Instant timestamp, Map<String, ?> data) {}
}

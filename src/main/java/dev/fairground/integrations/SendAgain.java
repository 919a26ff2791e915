package dev.fairground.integrations;

import dev.fairground.access.Caller;
import dev.fairground.integrations.MessageStore.State;
import dev.fairground.platform.audit.Audit;
import dev.fairground.shops.ShopId;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends a message that has come to an end once more, under the id that it had. */
@Component
class SendAgain {

    private final EndpointStore endpoints;
    private final MessageStore messages;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    SendAgain(EndpointStore endpoints, MessageStore messages, Audit audit, ApplicationEventPublisher events) {
        this.endpoints = endpoints;
        this.messages = messages;
        this.audit = audit;
        this.events = events;
    }

    @Transactional
    void send(Caller caller, ShopId shop, EndpointId endpoint, MessageId id) {
        var locked = endpoints.lock(endpoint, shop, caller).orElseThrow(IntegrationRefused::noSuchEndpoint);
        var message = messages.lock(id, endpoint).orElseThrow(IntegrationRefused::noSuchMessage);
        if (!locked.active()) throw IntegrationRefused.disabled();
        if (message.state() == State.WAITING) throw IntegrationRefused.stillWaiting();
        messages.stands(id, State.WAITING, 0, null);
        audit.record("webhook-message.sent-again", "webhook-message/" + id, Map.of("state", message.state()), Map.of());
        events.publishEvent(new MessageDue(id));
    }
}

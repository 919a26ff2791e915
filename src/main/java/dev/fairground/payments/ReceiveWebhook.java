package dev.fairground.payments;

import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.practices.Shows;
import dev.fairground.platform.webhooks.WebhookEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes an event in, quickly and once. What it means is looked into after the provider has its answer. */
@Shows("fx-webhook-inbox")
@Component
class ReceiveWebhook {

    private final WebhookInbox inbox;
    private final ApplicationEventPublisher events;

    ReceiveWebhook(WebhookInbox inbox, ApplicationEventPublisher events) {
        this.inbox = inbox;
        this.events = events;
    }

    @Transactional
    void receive(WebhookEvent event) {
        var id = UuidV7.next();
        if (inbox.keep(id, event)) events.publishEvent(new WebhookReceived(id));
    }
}

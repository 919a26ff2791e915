package dev.fairground.notifications;

import dev.fairground.platform.webhooks.WebhookEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what a provider tells of a message; what it means is looked into after the provider has its answer. */
@Component
class TakeReceipt {

    private final ReceiptInbox receipts;
    private final ApplicationEventPublisher events;

    TakeReceipt(ReceiptInbox receipts, ApplicationEventPublisher events) {
        this.receipts = receipts;
        this.events = events;
    }

    @Transactional
    void take(Channel source, WebhookEvent event) {
        receipts.keep(source, event).map(ReceiptTaken::new).ifPresent(events::publishEvent);
    }
}

package dev.fairground.payments;

import dev.fairground.platform.audit.Audit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has stored events processed once more, when their processing was wrong or we did not know a kind yet. It is as safe as an event that
 * comes twice: each is about something whose standing is read from the provider, and what was settled stays settled.
 */
@Component
class ReplayWebhooks {

    private final WebhookInbox inbox;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    ReplayWebhooks(WebhookInbox inbox, Audit audit, ApplicationEventPublisher events) {
        this.inbox = inbox;
        this.audit = audit;
        this.events = events;
    }

    /** All of them or, where one is unknown, none. */
    @Transactional
    int replay(List<UUID> ids) {
        var known = inbox.reopen(ids);
        if (known.size() < ids.stream().distinct().count()) throw PaymentRefused.noSuchWebhookEvent();
        return replayed(known);
    }

    /** What came within a time; refused where that is more than anybody meant. */
    @Transactional
    int replay(WebhookInbox.Selection selection) {
        var chosen = inbox.chosen(selection, WebhookInbox.MOST_AT_ONCE + 1);
        if (chosen.size() > WebhookInbox.MOST_AT_ONCE) throw PaymentRefused.replayTooWide();
        return replayed(inbox.reopen(chosen));
    }

    private int replayed(List<UUID> ids) {
        if (ids.isEmpty()) return 0;
        audit.recordEach(
                "webhook-event.replayed",
                ids.stream()
                        .collect(java.util.stream.Collectors.toMap(
                                id -> "webhook-event/" + id, _ -> Map.of("state", "RECEIVED"))));
        ids.forEach(id -> events.publishEvent(new WebhookReceived(id)));
        return ids.size();
    }
}

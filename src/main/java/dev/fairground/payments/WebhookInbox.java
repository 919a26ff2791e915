package dev.fairground.payments;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The events of the provider, each once, from arrival until something has been done about it. */
@Repository
class WebhookInbox {

    private final JdbcClient jdbc;
    private final Clock clock;

    WebhookInbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** False if the event is there already. */
    boolean keep(UUID id, WebhookEvent event) {
        return 1
                == jdbc.sql("""
                insert into payments.webhook_event (id, provider, provider_event_id, kind, object_ref, body, state, received_at)
                     values (:id, 'stripe', :event, :kind, :objectRef, :body, 'RECEIVED', :now)
                on conflict on constraint webhook_event_once do nothing
                """)
                        .param("id", id)
                        .param("event", event.id())
                        .param("kind", event.kind())
                        .param("objectRef", event.objectRef())
                        .param("body", event.body())
                        .param("now", now())
                        .update();
    }

    Optional<WebhookEvent> waiting(UUID id) {
        return jdbc.sql("""
                select provider_event_id, kind, object_ref, body
                  from payments.webhook_event
                 where id = :id and state = 'RECEIVED'
                """)
                .param("id", id)
                .query((row, _) -> new WebhookEvent(
                        row.getString("provider_event_id"),
                        row.getString("kind"),
                        row.getString("object_ref"),
                        row.getString("body")))
                .optional();
    }

    /** How long ago it came. */
    Duration age(UUID id) {
        var receivedAt = jdbc.sql("select received_at from payments.webhook_event where id = :id")
                .param("id", id)
                .query(OffsetDateTime.class)
                .single();
        return Duration.between(receivedAt.toInstant(), clock.instant());
    }

    void processed(UUID id) {
        leave(id, "PROCESSED");
    }

    /** Of a kind that changes nothing here. */
    void ignored(UUID id) {
        leave(id, "IGNORED");
    }

    private void leave(UUID id, String state) {
        jdbc.sql("""
                update payments.webhook_event
                   set state = :state, processed_at = :now
                 where id = :id and state = 'RECEIVED'
                """).param("id", id).param("state", state).param("now", now()).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package dev.fairground.payments;

import dev.fairground.platform.webhooks.WebhookEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The events of the provider, each once, from arrival until something has been done about it. */
@Repository
class WebhookInbox {

    /** As many as an operator can have meant to replay at once; each makes a call to the provider. */
    static final int MOST_AT_ONCE = 500;

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

    /** Up to {@code most} that came in that time, the oldest first. */
    List<UUID> chosen(Selection selection, int most) {
        return jdbc.sql("""
                  select id
                    from payments.webhook_event
                   where received_at >= :from and received_at < :to
                     and (:kind = '' or kind = :kind)
                     and (:state = '' or state = :state)
                order by id
                   limit :most
                """)
                .param("from", selection.from().atOffset(ZoneOffset.UTC))
                .param("to", selection.to().atOffset(ZoneOffset.UTC))
                .param("kind", selection.kind())
                .param("state", selection.state())
                .param("most", most)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Has them wait to be processed as on arrival, and returns which of them there are. Locked in one order. */
    List<UUID> reopen(Collection<UUID> ids) {
        return jdbc.sql("""
                update payments.webhook_event
                   set state = 'RECEIVED', processed_at = null
                 where id in (select id
                                from payments.webhook_event
                               where id = any(:ids)
                               order by id
                                 for update)
                returning id
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Removes up to {@code most} that something was done about, or that means nothing here. */
    int forget(Instant before, int most) {
        return jdbc.sql("""
                delete from payments.webhook_event
                 where id in (select id
                                from payments.webhook_event
                               where received_at < :before and state <> 'RECEIVED'
                               order by received_at
                               limit :most
                                 for update skip locked)
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
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

    /** Events that came in a time, of one kind and in one state, or of any where these are empty. */
    record Selection(Instant from, Instant to, String kind, String state) {}
}

package dev.fairground.notifications;

import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.webhooks.WebhookEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What providers tell of messages, each event once. */
@Repository
class ReceiptInbox {

    private final JdbcClient jdbc;
    private final Clock clock;

    ReceiptInbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Our id of it, or nothing if it is there already. */
    Optional<UUID> keep(Channel source, WebhookEvent event) {
        return jdbc.sql("""
                insert into notifications.receipt (id, source, event_ref, kind, object_ref, body, state, received_at)
                     values (:id, :source, :event, :kind, left(:about, 255), :body, 'RECEIVED', :now)
                on conflict on constraint receipt_once do nothing
                  returning id
                """)
                .param("id", UuidV7.next())
                .param("source", source.name())
                .param("event", event.id())
                .param("kind", event.kind())
                .param("about", event.objectRef())
                .param("body", event.body())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    Optional<Receipt> waiting(UUID id) {
        return jdbc.sql("""
                select source, kind, object_ref, body
                  from notifications.receipt
                 where id = :id and state = 'RECEIVED'
                   for update
                """)
                .param("id", id)
                .query((row, _) -> new Receipt(
                        Channel.valueOf(row.getString("source")),
                        row.getString("kind"),
                        row.getString("object_ref"),
                        row.getString("body")))
                .optional();
    }

    void followed(UUID id) {
        leave(id, "PROCESSED");
    }

    void ignored(UUID id) {
        leave(id, "IGNORED");
    }

    /** Removes up to {@code most} about which something was done. */
    int forget(Instant before, int most) {
        return jdbc.sql("""
                delete from notifications.receipt
                 where id in (select id
                                from notifications.receipt
                               where received_at < :before and state in ('PROCESSED', 'IGNORED')
                               order by received_at, id
                               limit :most
                                 for update skip locked)
                """)
                .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    private void leave(UUID id, String state) {
        jdbc.sql("update notifications.receipt set state = :state where id = :id")
                .param("id", id)
                .param("state", state)
                .update();
    }

    record Receipt(Channel source, String kind, String about, String body) {}
}

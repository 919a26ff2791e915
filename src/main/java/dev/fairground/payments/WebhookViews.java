package dev.fairground.payments;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairground.platform.web.Cursor;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Totals;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Shows operators the inbox, newest first. */
@Repository
class WebhookViews {

    private static final UUID BEFORE_ALL = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final JdbcClient jdbc;
    private final Totals totals;

    WebhookViews(JdbcClient jdbc, Totals totals) {
        this.jdbc = jdbc;
        this.totals = totals;
    }

    /** Of one kind and in one state, or of any where these are empty. */
    Page<WebhookEventItem> all(String kind, String state, PageRequest page) {
        var rows = jdbc.sql("""
                  select id, provider_event_id, kind, object_ref, state, received_at, processed_at
                    from payments.webhook_event
                   where (:kind = '' or kind = :kind)
                     and (:state = '' or state = :state)
                     and id < :after
                order by id desc
                   limit :limit
                """)
                .param("kind", kind)
                .param("state", state)
                .param("after", page.after().map(cursor -> cursor.uuid(0)).orElse(BEFORE_ALL))
                .param("limit", page.rowsToRead())
                .query((row, _) -> item(row))
                .list();
        return totals.on(
                Page.of(rows, page, item -> Cursor.of(item.id())),
                page,
                "select from payments.webhook_event where (:kind = '' or kind = :kind) and (:state = '' or state = :state)",
                Map.of("kind", kind, "state", state));
    }

    Optional<WebhookEventDetail> one(UUID id) {
        return jdbc.sql("""
                select id, provider_event_id, kind, object_ref, state, received_at, processed_at, body
                  from payments.webhook_event
                 where id = :id
                """)
                .param("id", id)
                .query((row, _) -> new WebhookEventDetail(item(row), row.getString("body")))
                .optional();
    }

    private static WebhookEventItem item(java.sql.ResultSet row) throws java.sql.SQLException {
        var processed = row.getObject("processed_at", OffsetDateTime.class);
        return new WebhookEventItem(
                row.getObject("id", UUID.class),
                row.getString("provider_event_id"),
                row.getString("kind"),
                row.getString("object_ref"),
                row.getString("state"),
                row.getTimestamp("received_at").toInstant(),
                processed == null ? null : processed.toInstant());
    }

    /** {@code about} is the provider's id of what the event is about, empty if it names nothing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WebhookEventItem(
            UUID id,
            String providerEvent,
            String kind,
            String about,
            String state,
            Instant receivedAt,
            @Nullable Instant processedAt) {}

    /** {@code body} as it was signed; nothing is decided by it. */
    record WebhookEventDetail(
            @com.fasterxml.jackson.annotation.JsonUnwrapped WebhookEventItem event, String body) {}
}

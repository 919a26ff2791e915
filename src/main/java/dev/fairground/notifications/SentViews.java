package dev.fairground.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.web.Cursor;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Totals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Shows support what a member was sent and how far it came. */
@Repository
class SentViews {

    private static final UUID BEFORE_ALL = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final JdbcClient jdbc;
    private final Totals totals;

    SentViews(JdbcClient jdbc, Totals totals) {
        this.jdbc = jdbc;
        this.totals = totals;
    }

    /** Newest first; those alone whose reference begins so. */
    Page<SentItem> to(MemberId member, String reference, PageRequest page) {
        var rows = jdbc.sql("""
                  select id, channel, address, device_id, reference, subject, state, queued_at, accepted_at, delivered_at, opened_at,
                         failed_at, failure, reason
                    from notifications.delivery
                   where member_id = :member
                     and starts_with(reference, :reference)
                     and id < :after
                order by id desc
                   limit :limit
                """)
                .param("member", member.value())
                .param("reference", reference)
                .param("after", page.after().map(cursor -> cursor.uuid(0)).orElse(BEFORE_ALL))
                .param("limit", page.rowsToRead())
                .query((row, _) -> item(row))
                .list();
        return totals.on(
                Page.of(rows, page, item -> Cursor.of(item.id())),
                page,
                "select from notifications.delivery where member_id = :member and starts_with(reference, :reference)",
                Map.of("member", member.value(), "reference", reference));
    }

    private static SentItem item(ResultSet row) throws SQLException {
        return new SentItem(
                row.getObject("id", UUID.class),
                Channel.valueOf(row.getString("channel")),
                row.getString("address"),
                row.getObject("device_id", UUID.class),
                row.getString("reference"),
                row.getString("subject"),
                row.getString("state"),
                row.getTimestamp("queued_at").toInstant(),
                moment(row, "accepted_at"),
                moment(row, "delivered_at"),
                moment(row, "opened_at"),
                moment(row, "failed_at"),
                row.getString("failure"),
                row.getString("reason"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /**
     * One message and each step that it has come.
     *
     * @param address of a mail, {@code device} of a push message
     * @param failure why it does not arrive, as a word, and {@code reason} as the provider said it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SentItem(
            UUID id,
            Channel channel,
            @Nullable String address,
            @Nullable UUID device,
            String reference,
            String subject,
            String state,
            Instant queuedAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant openedAt,
            @Nullable Instant failedAt,
            @Nullable String failure,
            @Nullable String reason) {}
}

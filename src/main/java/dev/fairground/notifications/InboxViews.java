package dev.fairground.notifications;

import dev.fairground.access.Caller;
import dev.fairground.identity.MemberId;
import dev.fairground.platform.web.Cursor;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Totals;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everything that only reads inboxes. Everybody sees their own. */
@Repository
class InboxViews {

    private static final UUID BEFORE_ALL = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final JdbcClient jdbc;
    private final Totals totals;

    InboxViews(JdbcClient jdbc, Totals totals) {
        this.jdbc = jdbc;
        this.totals = totals;
    }

    /** Newest first. */
    Page<Item> of(Caller caller, PageRequest page) {
        var rows = jdbc.sql("""
                  select id, kind, about, title, body, created_at, read_at
                    from notifications.notification
                   where member_id = :member
                     and id < :after
                order by id desc
                   limit :limit
                """)
                .param("member", caller.id().value())
                .param("after", page.after().map(cursor -> cursor.uuid(0)).orElse(BEFORE_ALL))
                .param("limit", page.rowsToRead())
                .query((row, _) -> {
                    Timestamp readAt = row.getTimestamp("read_at");
                    return new Item(
                            new NotificationId(row.getObject("id", UUID.class)),
                            row.getString("kind"),
                            row.getString("about"),
                            row.getString("title"),
                            row.getString("body"),
                            row.getTimestamp("created_at").toInstant(),
                            readAt == null ? null : readAt.toInstant());
                })
                .list();
        return totals.on(
                Page.of(rows, page, item -> Cursor.of(item.id())),
                page,
                "select from notifications.notification where member_id = :member",
                Map.of("member", caller.id().value()));
    }

    /** For the messages that go with an entry. */
    Optional<Told> told(NotificationId id) {
        return jdbc.sql("select member_id, kind, title, body from notifications.notification where id = :id")
                .param("id", id.value())
                .query((row, _) -> new Told(
                        new MemberId(row.getObject("member_id", UUID.class)),
                        Weight.of(row.getString("kind")),
                        row.getString("title"),
                        row.getString("body")))
                .optional();
    }

    /**
     * One entry as its owner sees it.
     *
     * @param about what it is about, such as {@code order/<id>}
     * @param readAt null until it is read
     */
    record Item(
            NotificationId id,
            String kind,
            String about,
            String title,
            String body,
            Instant createdAt,
            @Nullable Instant readAt) {}

    record Told(MemberId member, Weight weight, String title, String body) {}
}

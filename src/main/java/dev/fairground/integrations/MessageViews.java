package dev.fairground.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairground.access.Caller;
import dev.fairground.platform.web.Cursor;
import dev.fairground.platform.web.Page;
import dev.fairground.platform.web.PageRequest;
import dev.fairground.platform.web.Totals;
import dev.fairground.shops.ShopId;
import dev.fairground.shops.ShopRights;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the log of an endpoint: its messages, newest first, and the attempts of each. */
@Repository
class MessageViews {

    private static final UUID BEFORE_ALL = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final JdbcClient jdbc;
    private final Totals totals;

    MessageViews(JdbcClient jdbc, Totals totals) {
        this.jdbc = jdbc;
        this.totals = totals;
    }

    /** Empty also where there is no such endpoint for the caller. */
    Page<WebhookMessage> of(Caller caller, ShopId shop, EndpointId endpoint, PageRequest page) {
        var rows = jdbc.sql("""
                  select message.id, kind, message.created_at, state, tries, next_at, last.at, last.took_millis, last.status, last.trouble, last.answer
                    from integrations.message
                    join integrations.endpoint on endpoint.id = endpoint_id
                    left join lateral (select at, took_millis, status, trouble, answer
                                         from integrations.attempt
                                        where message_id = message.id
                                        order by attempt.id desc
                                        limit 1) last on true
                   where endpoint_id = :endpoint and shop_id = :shop and shop_id = any(:shops)
                     and message.id < :after
                order by message.id desc
                   limit :limit
                """)
                .param("endpoint", endpoint.value())
                .param("shop", shop.value())
                .param("shops", caller.where(ShopRights.INTEGRATIONS))
                .param("after", page.after().map(cursor -> cursor.uuid(0)).orElse(BEFORE_ALL))
                .param("limit", page.rowsToRead())
                .query(MessageViews::message)
                .list();
        return totals.on(
                Page.of(rows, page, message -> Cursor.of(message.id())),
                page,
                """
                select from integrations.message join integrations.endpoint on endpoint.id = endpoint_id
                 where endpoint_id = :endpoint and shop_id = :shop and shop_id = any(:shops)
                """,
                Map.of(
                        "endpoint", endpoint.value(),
                        "shop", shop.value(),
                        "shops", caller.where(ShopRights.INTEGRATIONS)));
    }

    Optional<WebhookMessageDetail> one(Caller caller, ShopId shop, EndpointId endpoint, MessageId id) {
        return jdbc.sql("""
                select kind, message.created_at, state, tries, next_at, body
                  from integrations.message
                  join integrations.endpoint on endpoint.id = endpoint_id
                 where message.id = :id and endpoint_id = :endpoint and shop_id = :shop and shop_id = any(:shops)
                """)
                .param("id", id.value())
                .param("endpoint", endpoint.value())
                .param("shop", shop.value())
                .param("shops", caller.where(ShopRights.INTEGRATIONS))
                .query((row, _) -> new WebhookMessageDetail(
                        id,
                        row.getString("kind"),
                        row.getTimestamp("created_at").toInstant(),
                        MessageStore.State.valueOf(row.getString("state")),
                        row.getInt("tries"),
                        instant(row, "next_at"),
                        row.getString("body"),
                        List.of()))
                .optional()
                .map(message -> message.with(attempts(id)));
    }

    /** The last hundred: more come only of sending it again and again. */
    private List<WebhookAttempt> attempts(MessageId id) {
        return jdbc.sql("""
                  select at, took_millis, status, trouble, answer
                    from integrations.attempt
                   where message_id = :id
                order by id desc
                   limit 100
                """)
                .param("id", id.value())
                .query((row, _) -> attempt(row))
                .list();
    }

    private static WebhookMessage message(ResultSet row, int number) throws SQLException {
        return new WebhookMessage(
                new MessageId(row.getObject("id", UUID.class)),
                row.getString("kind"),
                row.getTimestamp("created_at").toInstant(),
                MessageStore.State.valueOf(row.getString("state")),
                row.getInt("tries"),
                instant(row, "next_at"),
                row.getTimestamp("at") == null ? null : attempt(row));
    }

    private static WebhookAttempt attempt(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        return new WebhookAttempt(
                row.getTimestamp("at").toInstant(),
                row.getInt("took_millis"),
                status == 0 ? null : status,
                row.getString("trouble"),
                row.getString("answer"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** {@code nextAt} is null while it is being tried, and once nothing follows; {@code lastAttempt} before the first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WebhookMessage(
            MessageId id,
            String kind,
            Instant createdAt,
            MessageStore.State state,
            int tries,
            @Nullable Instant nextAt,
            @Nullable WebhookAttempt lastAttempt) {}

    /** {@code body} is what was signed, byte for byte; the attempts newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WebhookMessageDetail(
            MessageId id,
            String kind,
            Instant createdAt,
            MessageStore.State state,
            int tries,
            @Nullable Instant nextAt,
            String body,
            List<WebhookAttempt> attempts) {

        private WebhookMessageDetail with(List<WebhookAttempt> attempts) {
            return new WebhookMessageDetail(id, kind, createdAt, state, tries, nextAt, body, attempts);
        }
    }

    /** Either {@code status} or {@code trouble}, which says why there was no answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WebhookAttempt(
            Instant at,
            int tookMillis,
            @Nullable Integer status,
            @Nullable String trouble,
            String answer) {

        static WebhookAttempt of(Attempt attempt) {
            return new WebhookAttempt(
                    attempt.at(),
                    (int) attempt.took().toMillis(),
                    attempt.status(),
                    attempt.trouble(),
                    attempt.answer());
        }
    }
}

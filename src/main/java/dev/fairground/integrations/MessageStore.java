package dev.fairground.integrations;

import dev.fairground.platform.ids.UuidV7;
import dev.fairground.shops.ShopId;
import java.net.URI;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes messages and what came of them. */
@Repository
class MessageStore {

    private final JdbcClient jdbc;

    MessageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The endpoints that want to be told of this now. */
    List<EndpointId> listening(ShopId shop, Kind kind) {
        return jdbc.sql("""
                  select id
                    from integrations.endpoint
                   where shop_id = :shop and disabled_at is null and :kind = any(kinds)
                order by id
                """)
                .param("shop", shop.value())
                .param("kind", kind.toString())
                .query((row, _) -> new EndpointId(row.getObject("id", UUID.class)))
                .list();
    }

    /** All of them at once, one for each endpoint that is still there; returns how many those are. */
    int add(List<Draft> drafts, String kind, Instant now) {
        return jdbc.sql("""
                insert into integrations.message (id, endpoint_id, kind, body, created_at, state, tries)
                select draft.id, endpoint.id, :kind, draft.body, :now, 'WAITING', 0
                  from unnest(:ids::uuid[], :endpoints::uuid[], :bodies::text[]) as draft (id, endpoint, body)
                  join integrations.endpoint on endpoint.id = draft.endpoint
                   for key share of endpoint -- or one that is being deleted is seen, and gone when the row is to point at it
                """)
                .param("ids", drafts.stream().map(draft -> draft.id().value()).toArray(UUID[]::new))
                .param(
                        "endpoints",
                        drafts.stream().map(draft -> draft.endpoint().value()).toArray(UUID[]::new))
                .param("bodies", drafts.stream().map(Draft::body).toArray(String[]::new))
                .param("kind", kind)
                .param("now", utc(now))
                .update();
    }

    /** What is to be sent, and to where; empty unless it waits to be. */
    Optional<Sending> waiting(MessageId id) {
        return jdbc.sql("""
                select endpoint_id, address, body, disabled_at is null as active, quiet_until
                  from integrations.message
                  join integrations.endpoint on endpoint.id = endpoint_id
                 where message.id = :id and state = 'WAITING'
                """)
                .param("id", id.value())
                .query((row, _) -> {
                    var quiet = row.getObject("quiet_until", OffsetDateTime.class);
                    return new Sending(
                            new EndpointId(row.getObject("endpoint_id", UUID.class)),
                            URI.create(row.getString("address")),
                            row.getString("body"),
                            row.getBoolean("active"),
                            quiet == null ? null : quiet.toInstant());
                })
                .optional();
    }

    /** Locks it, so that its state cannot be another's by the time that it is changed. */
    Optional<Standing> lock(MessageId id, EndpointId endpoint) {
        return jdbc.sql("""
                select state, tries
                  from integrations.message
                 where id = :id and endpoint_id = :endpoint
                   for update
                """)
                .param("id", id.value())
                .param("endpoint", endpoint.value())
                .query((row, _) -> new Standing(State.valueOf(row.getString("state")), row.getInt("tries")))
                .optional();
    }

    void log(MessageId message, Attempt attempt) {
        jdbc.sql("""
                insert into integrations.attempt (id, message_id, at, took_millis, status, trouble, answer)
                values (:id, :message, :at, :took, :status, :trouble, :answer)
                """)
                .param("id", UuidV7.next())
                .param("message", message.value())
                .param("at", utc(attempt.at()))
                .param("took", (int) attempt.took().toMillis())
                .param("status", attempt.status(), Types.INTEGER)
                .param("trouble", attempt.trouble(), Types.VARCHAR)
                .param("answer", attempt.answer())
                .update();
    }

    void ended(MessageId id, State state, int tries) {
        stands(id, state, tries, null);
    }

    /** {@code next} is null where an attempt is being handed to the outbox. */
    void stands(MessageId id, State state, int tries, @Nullable Instant next) {
        jdbc.sql("""
                update integrations.message
                   set state = :state, tries = :tries, next_at = :next
                 where id = :id
                """)
                .param("id", id.value())
                .param("state", state.name())
                .param("tries", tries)
                .param("next", next == null ? null : utc(next), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** Not tried now, and not counted as tried. */
    void postpone(MessageId id, Instant next) {
        jdbc.sql("update integrations.message set next_at = :next where id = :id and state = 'WAITING'")
                .param("id", id.value())
                .param("next", utc(next))
                .update();
    }

    /** Takes up to {@code most} that are due, each for one caller only. */
    List<MessageId> takeDue(Instant now, int most) {
        return jdbc.sql("""
                update integrations.message
                   set next_at = null
                 where id in (select id
                                from integrations.message
                               where next_at <= :now
                               order by next_at
                               limit :most
                                 for update skip locked)
                returning id
                """)
                .param("now", utc(now))
                .param("most", most)
                .query((row, _) -> new MessageId(row.getObject("id", UUID.class)))
                .list();
    }

    int forget(Instant before, int most) {
        return jdbc.sql("""
                delete from integrations.message
                 where id in (select id
                                from integrations.message
                               where created_at < :before
                               order by created_at
                               limit :most
                                 for update skip locked)
                """).param("before", utc(before)).param("most", most).update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Where a message is on its way. The last three are ends, until somebody asks for it again. */
    enum State {
        WAITING,
        DELIVERED,
        FAILED,
        /** Its endpoint was disabled first. */
        ABANDONED
    }

    /** A message to be written. */
    record Draft(MessageId id, EndpointId endpoint, String body, Instant at) {}

    /** A message to be sent. */
    record Sending(
            EndpointId endpoint,
            URI address,
            String body,
            boolean active,
            @Nullable Instant quietUntil) {}

    /** A message whose row is held. */
    record Standing(State state, int tries) {}
}

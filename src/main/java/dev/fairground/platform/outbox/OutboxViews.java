package dev.fairground.platform.outbox;

import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an operator sees of deliveries. What an event says is not shown: it may be about people. */
@Component
public class OutboxViews {

    private final JdbcClient jdbc;
    private final Listeners listeners;

    OutboxViews(JdbcClient jdbc, Listeners listeners) {
        this.jdbc = jdbc;
        this.listeners = listeners;
    }

    /** Every listener of this release, and those of other releases for which something waits, by id. */
    public List<ListenerStanding> listeners() {
        Map<String, Load> loads = loads().stream().collect(Collectors.toMap(Load::listener, Function.identity()));
        Map<String, Pause> pauses = pauses();
        return Stream.of(listeners.ids(), loads.keySet(), pauses.keySet())
                .flatMap(Set::stream)
                .distinct()
                .sorted()
                .map(id -> standing(id, loads.getOrDefault(id, new Load(id, 0, 0, null)), pauses.get(id)))
                .toList();
    }

    /** Whether it is in {@link #listeners()}. */
    public boolean knows(String listener) {
        return listeners.named(listener) != null
                || listeners().stream().anyMatch(one -> one.id().equals(listener));
    }

    /**
     * The dead, the first to be delivered again first.
     *
     * @param listener of this one alone, or null for all
     * @param after the position after which to begin
     */
    public List<DeliveryLine> dead(@Nullable String listener, long after, int most) {
        return jdbc.sql("""
                select id, position, event_id, listener, key, state, attempts, occurred_at, next_at, finished_at, error, actor, release
                  from outbox.delivery
                 where state = 'dead'
                   and (:listener::text is null or listener = :listener)
                   and position > :after
                 order by position
                 limit :most
                """)
                .param("listener", listener)
                .param("after", after)
                .param("most", most)
                .query(OutboxViews::item)
                .list();
    }

    /** What waits for a listener, in the order in which it was published: one look into each of four indexes, however much waits. */
    public List<DeliveryLine> waiting(String listener, long after, int most) {
        return jdbc.sql("""
                select id, position, event_id, listener, key, state, attempts, occurred_at, next_at, finished_at, error, actor, release
                  from unnest(array['pending', 'blocked', 'in_progress', 'retry']) as wanted (wanted_state)
                 cross join lateral (select *
                                       from outbox.delivery
                                      where listener = :listener and state = wanted_state and position > :after
                                      order by position
                                      limit :most) waiting
                 order by position
                 limit :most
                """)
                .param("listener", listener)
                .param("after", after)
                .param("most", most)
                .query(OutboxViews::item)
                .list();
    }

    public Optional<DeliveryLine> one(UUID delivery) {
        return jdbc.sql("""
                select id, position, event_id, listener, key, state, attempts, occurred_at, next_at, finished_at, error, actor, release
                  from outbox.delivery
                 where id = :id
                """).param("id", delivery).query(OutboxViews::item).optional();
    }

    /** What is not finished, by listener; listeners for which there is nothing are left out. */
    List<Load> loads() {
        return jdbc.sql("""
                select listener,
                       count(*) filter (where state <> 'dead') as waiting,
                       count(*) filter (where state = 'dead') as dead,
                       min(occurred_at) filter (where state <> 'dead') as oldest
                  from outbox.delivery
                 where state in ('pending', 'blocked', 'in_progress', 'retry', 'dead')
                 group by listener
                """)
                .query((row, number) -> new Load(
                        row.getString("listener"), row.getLong("waiting"), row.getLong("dead"), instant(row, "oldest")))
                .list();
    }

    Map<String, Pause> pauses() {
        return jdbc
                .sql("select listener, at, by, why from outbox.pause")
                .query((row, number) -> Map.entry(
                        row.getString("listener"),
                        new Pause(
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("by"),
                                row.getString("why"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private ListenerStanding standing(String id, Load load, @Nullable Pause pause) {
        DurableListener listener = listeners.named(id);
        return new ListenerStanding(
                id,
                listener == null ? null : listener.lane(),
                listener == null ? null : listener.effect(),
                load.waiting(),
                load.dead(),
                load.oldest(),
                pause);
    }

    private static DeliveryLine item(ResultSet row, int number) throws SQLException {
        return new DeliveryLine(
                row.getObject("id", UUID.class),
                row.getLong("position"),
                row.getObject("event_id", UUID.class),
                row.getString("listener"),
                row.getString("key"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                instant(row, "next_at"),
                instant(row, "finished_at"),
                row.getString("error"),
                row.getString("actor"),
                row.getString("release"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /**
     * One listener at this moment.
     *
     * @param lane and {@code effect} are null for a listener that this release does not have
     * @param waiting how many deliveries are not finished, the dead aside
     * @param oldest when the oldest of them was published
     */
    public record ListenerStanding(
            String id,
            @Nullable Lane lane,
            @Nullable Effect effect,
            long waiting,
            long dead,
            @Nullable Instant oldest,
            @Nullable Pause paused) {}

    public record Pause(Instant at, String by, String why) {}

    /**
     * One delivery.
     *
     * @param position its place in the order of a key
     * @param eventId the same for all listeners of one event
     * @param error why the last failed run failed, or why it was discarded
     * @param actor who caused it: {@code member/<id>} or {@code system}
     */
    public record DeliveryLine(
            UUID id,
            long position,
            UUID eventId,
            String listener,
            @Nullable String key,
            String state,
            int attempts,
            Instant occurredAt,
            @Nullable Instant nextAt,
            @Nullable Instant finishedAt,
            @Nullable String error,
            String actor,
            String release) {}

    record Load(
            String listener,
            long waiting,
            long dead,
            @Nullable Instant oldest) {}
}

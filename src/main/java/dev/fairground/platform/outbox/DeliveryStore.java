package dev.fairground.platform.outbox;

import dev.fairground.platform.practices.Shows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Every statement by which deliveries come, are claimed and end.
 *
 * <p>Two clocks: leases are on the database's, because an instance whose clock is wrong must never take what another holds. When a retry
 * is due is on the application's; a wrong clock there makes a retry early or late, which is harmless.
 */
@Shows("job-work-queue")
@Repository
class DeliveryStore {

    /** Long enough that a pause of the JVM does not lose it, short enough that a dead owner's deliveries move on within a minute. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** More than any listener waits between two attempts. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final JdbcClient jdbc;

    DeliveryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * In the order of the list, which becomes that of their positions. One statement and no batch: the server would read the table's checks
     * anew for each row.
     */
    void insert(List<Outgoing.Row> rows) {
        jdbc.sql("""
                insert into outbox.delivery
                       (id, event_id, listener, key, event, occurred_at, state, attempts, token, traceparent, actor, release)
                select id, event_id, listener, key, event::jsonb, occurred_at, 'pending', 0, 0, traceparent, actor, release
                  from unnest(:ids::uuid[], :eventIds::uuid[], :listeners::text[], :keys::text[], :events::text[],
                              :moments::timestamptz[], :traceparents::text[], :actors::text[], :releases::text[])
                       with ordinality as r (id, event_id, listener, key, event, occurred_at, traceparent, actor, release, place)
                 order by place
                """)
                .param("ids", each(rows, row -> row.id().toString()))
                .param("eventIds", each(rows, row -> row.publication().eventId().toString()))
                .param("listeners", each(rows, Outgoing.Row::listener))
                .param("keys", each(rows, Outgoing.Row::key))
                .param("events", each(rows, row -> row.publication().json()))
                .param("moments", each(rows, row -> row.publication().at().toString()))
                .param(
                        "traceparents",
                        each(rows, row -> row.publication().origin().traceparent()))
                .param("actors", each(rows, row -> row.publication().origin().actor()))
                .param("releases", each(rows, row -> row.publication().origin().release()))
                .update();
    }

    private static @Nullable String[] each(List<Outgoing.Row> rows, Function<Outgoing.Row, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    /**
     * Leases up to {@code limit} deliveries: leases that ran out first, then retries that are due, then new ones, per listener. Deliveries
     * found behind an unfinished one of their key are set aside as blocked, once, so that no later claim walks over them again.
     *
     * <p>Nobody waits until the leases are on disk. Should the server fail before, they are as if never taken, and others take them; the steps
     * of the token are random, so that the first holder's is nobody else's.
     */
    Claim claim(String owner, List<Room> rooms, int limit, Instant now) {
        List<Claim.Row> claimed = jdbc.sql("""
                with unflushed as (
                     select set_config('synchronous_commit', 'off', true)
                ), due as (
                     select d.id, d.listener, d.key, d.position
                       from unnest(:listeners::text[], :rooms::int[], :repeated::int[]) as wanted (listener, room, repeated)
                      cross join lateral (
                            select * from (
                                select id, listener, key, position
                                  from outbox.delivery
                                 where listener = wanted.listener and state = 'in_progress' and lease_until < clock_timestamp()
                                 order by position
                                 limit wanted.room
                                   for update skip locked) abandoned
                             union all
                            select * from (
                                select id, listener, key, position
                                  from outbox.delivery
                                 where listener = wanted.listener and state = 'retry' and next_at <= :now
                                 order by next_at
                                 limit wanted.repeated
                                   for update skip locked) failed
                             union all
                            select * from (
                                select id, listener, key, position
                                  from outbox.delivery
                                 where listener = wanted.listener and state = 'pending'
                                 order by position
                                 limit wanted.room
                                   for update skip locked) fresh
                             limit wanted.room) d
                      where not exists (select from outbox.pause where pause.listener = wanted.listener)
                      limit :limit
                ), judged as (
                     select due.id,
                            due.key is not null and exists (
                                select from outbox.delivery earlier
                                 where earlier.listener = due.listener
                                   and earlier.key = due.key
                                   and earlier.position < due.position
                                   and earlier.state in ('pending', 'blocked', 'in_progress', 'retry', 'dead')) as blocked
                       from due
                )
                update outbox.delivery d
                   set state = case when blocked then 'blocked' else 'in_progress' end,
                       owner = case when blocked then null else :owner end,
                       lease_until = case when blocked then null else clock_timestamp() + :lease * interval '1 second' end,
                       next_at = null,
                       attempts = d.attempts + case when d.state = 'in_progress' then 1 else 0 end,
                       token = d.token + 1 + (random() * 1000000)::int
                  from judged
                 cross join unflushed
                 where d.id = judged.id
                returning d.id, d.token, d.event_id, d.listener, d.key, d.event, d.occurred_at, d.attempts, d.traceparent, d.actor,
                          d.release, d.position, blocked
                """)
                .param("listeners", rooms.stream().map(Room::listener).toArray(String[]::new))
                .param("rooms", rooms.stream().map(Room::most).toArray(Integer[]::new))
                .param("repeated", rooms.stream().map(Room::repeated).toArray(Integer[]::new))
                .param("now", utc(now))
                .param("limit", limit)
                .param("owner", owner)
                .param("lease", LEASE.toSeconds())
                .query(DeliveryStore::claimed)
                .list();
        return Claim.of(claimed);
    }

    /** Ends it well; false if the caller's lease was taken over, who must then leave no effect. */
    boolean finish(Delivery delivery, Instant now) {
        // Not the statement below: joined to a list, it walks through the table where that was small when its plan was
        // made.
        boolean finished = jdbc.sql("""
                update outbox.delivery
                   set state = 'done', attempts = attempts + 1, owner = null, lease_until = null, finished_at = :now
                 where id = :id and token = :token and state = 'in_progress'
                """)
                        .param("id", delivery.id())
                        .param("token", delivery.token())
                        .param("now", utc(now))
                        .update()
                == 1;
        if (delivery.key() != null) {
            unblock(delivery.listener(), delivery.key());
        }
        return finished;
    }

    /** Ends many well, and lets the next of each key go; returns how many were still the caller's. */
    int finish(Collection<Delivery> deliveries, Instant now) {
        int finished = jdbc.sql("""
                update outbox.delivery d
                   set state = 'done', attempts = attempts + 1, owner = null, lease_until = null, finished_at = :now
                  from unnest(:ids::uuid[], :tokens::bigint[]) as held (id, token)
                 where d.id = held.id and d.token = held.token and d.state = 'in_progress'
                """)
                .param("ids", ids(deliveries))
                .param("tokens", tokens(deliveries))
                .param("now", utc(now))
                .update();
        deliveries.forEach(delivery -> {
            if (delivery.key() != null) {
                unblock(delivery.listener(), delivery.key());
            }
        });
        return finished;
    }

    /** Sets it aside until {@code nextAt}, having used up {@code attempts} more attempts. */
    boolean retry(Delivery delivery, int attempts, Instant nextAt, String error) {
        return jdbc.sql("""
                update outbox.delivery
                   set state = 'retry', attempts = attempts + :attempts, owner = null, lease_until = null, next_at = :nextAt, error = :error
                 where id = :id and token = :token and state = 'in_progress'
                """)
                        .param("id", delivery.id())
                        .param("token", delivery.token())
                        .param("attempts", attempts)
                        .param("nextAt", utc(nextAt))
                        .param("error", error)
                        .update()
                == 1;
    }

    /** Gives it up; its key, if it has one, stays blocked until an operator decides. */
    boolean bury(Delivery delivery, Instant now, String error) {
        return jdbc.sql("""
                update outbox.delivery
                   set state = 'dead', attempts = attempts + 1, owner = null, lease_until = null, finished_at = :now, error = :error
                 where id = :id and token = :token and state = 'in_progress'
                """)
                        .param("id", delivery.id())
                        .param("token", delivery.token())
                        .param("now", utc(now))
                        .param("error", error)
                        .update()
                == 1;
    }

    /** Ends it undelivered because its holder, who must have the newest token, decided so, and lets the next of its key go. */
    void discard(UUID id, long token, Instant now, String why) {
        jdbc.sql("""
                update outbox.delivery
                   set state = 'discarded', owner = null, lease_until = null, finished_at = :now, error = :why
                 where id = :id and token = :token and state = 'in_progress'
                returning listener, key
                """)
                .param("id", id)
                .param("token", token)
                .param("now", utc(now))
                .param("why", why)
                .query(Place::of)
                .list()
                .forEach(this::unblockBehind);
    }

    /** Lets the next of its key go. */
    void unblockBehind(Place ended) {
        if (ended.key() != null) {
            unblock(ended.listener(), ended.key());
        }
    }

    /** Hands deliveries back untried. */
    void giveBack(Collection<Delivery> deliveries) {
        jdbc.sql("""
                update outbox.delivery d
                   set state = 'pending', owner = null, lease_until = null
                  from unnest(:ids::uuid[], :tokens::bigint[]) as held (id, token)
                 where d.id = held.id and d.token = held.token and d.state = 'in_progress'
                """)
                .param("ids", ids(deliveries))
                .param("tokens", tokens(deliveries))
                .update();
    }

    /** Keeps leases. A row that is locked is being finished in its listener's transaction, and nobody can take it over meanwhile. */
    void renew(Collection<Delivery> deliveries) {
        jdbc.sql("""
                update outbox.delivery
                   set lease_until = clock_timestamp() + :lease * interval '1 second'
                 where id in (select d.id
                                from outbox.delivery d
                                join unnest(:ids::uuid[], :tokens::bigint[]) as held (id, token)
                                  on d.id = held.id and d.token = held.token
                               where d.state = 'in_progress'
                                 for update of d skip locked)
                """)
                .param("ids", ids(deliveries))
                .param("tokens", tokens(deliveries))
                .param("lease", LEASE.toSeconds())
                .update();
    }

    /** Lets the next delivery of a key go. */
    void unblock(String listener, String key) {
        jdbc.sql("""
                update outbox.delivery
                   set state = 'pending'
                 where id = (select id
                               from outbox.delivery
                              where listener = :listener and key = :key and state = 'blocked'
                              order by position
                              limit 1)
                   and state = 'blocked'
                """).param("listener", listener).param("key", key).update();
    }

    /**
     * Lets go whatever is blocked behind nothing, and returns how many. That happens when a delivery ends in the moment between another
     * claimer's look at it and that claimer's commit.
     */
    int unblockForgotten() {
        return jdbc.sql("""
                update outbox.delivery d
                   set state = 'pending'
                 where d.state = 'blocked'
                   and not exists (select from outbox.delivery earlier
                                    where earlier.listener = d.listener
                                      and earlier.key = d.key
                                      and earlier.position < d.position
                                      and earlier.state in ('pending', 'blocked', 'in_progress', 'retry', 'dead'))
                """).update();
    }

    /**
     * Makes due what is to be tried again later than anybody asks for, and returns how many: the wait was counted by a clock that was ahead
     * then and is right now.
     */
    int recallRetries(Instant now) {
        return jdbc.sql("update outbox.delivery set next_at = :now where state = 'retry' and next_at > :latest")
                .param("now", utc(now))
                .param("latest", utc(now.plus(LONGEST_WAIT)))
                .update();
    }

    /** Gives up what has waited for so long for a listener that this release does not have either. */
    int buryOrphans(Set<String> known, Duration patience, Instant now) {
        return jdbc.sql("""
                update outbox.delivery
                   set state = 'dead', next_at = null, finished_at = :now, error = 'No listener of this name in this release'
                 where state in ('pending', 'retry')
                   and listener <> all (:known::text[])
                   and occurred_at < :before
                """)
                .param("known", known.toArray(String[]::new))
                .param("before", utc(now.minus(patience)))
                .param("now", utc(now))
                .update();
    }

    private static Claim.Row claimed(ResultSet row, int number) throws SQLException {
        var delivery = new Delivery(
                row.getObject("id", UUID.class),
                row.getLong("token"),
                row.getObject("event_id", UUID.class),
                row.getString("listener"),
                row.getString("key"),
                row.getString("event"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"),
                row.getString("traceparent"),
                row.getString("actor"),
                row.getString("release"));
        return new Claim.Row(delivery, row.getLong("position"), row.getBoolean("blocked"));
    }

    private static String[] ids(Collection<Delivery> deliveries) {
        return deliveries.stream().map(delivery -> delivery.id().toString()).toArray(String[]::new);
    }

    private static Long[] tokens(Collection<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::token).toArray(Long[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** In whose queue a delivery was, and behind which others if it keeps an order. */
    record Place(String listener, @Nullable String key) {

        static Place of(ResultSet row, int number) throws SQLException {
            return new Place(row.getString("listener"), row.getString("key"));
        }
    }

    /** How many deliveries a listener can take, and how many of them may be such as were put off before. */
    record Room(String listener, int most, int repeated) {

        static Room of(String listener, int most) {
            return new Room(listener, most, most);
        }
    }

    /**
     * What one claim came to.
     *
     * @param touched how many rows it moved; as many as asked for means that there may be more
     */
    record Claim(List<Delivery> deliveries, int touched) {

        static Claim of(List<Row> rows) {
            return new Claim(
                    rows.stream()
                            .filter(row -> !row.blocked())
                            .sorted(Comparator.comparingLong(Row::position))
                            .map(Row::delivery)
                            .toList(),
                    rows.size());
        }

        private record Row(Delivery delivery, long position, boolean blocked) {}
    }
}

package dev.fairground.platform.effects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What an operator sees of effects. */
@Repository
public class EffectViews {

    private final JdbcClient jdbc;

    EffectViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a release did outside, in its order.
     *
     * @param kind of this kind alone, or null for all
     * @param after the last one seen, or null from the beginning
     */
    public List<EffectLine> of(String release, @Nullable EffectKind kind, @Nullable UUID after, int most) {
        return jdbc.sql("""
                  select id, kind, key, target, listener, event_id, actor, release, state, intended_at, done_at, undone_at
                    from effects.effect
                   where release = :release
                     and (:kind::text is null or kind = :kind)
                     and (:after::uuid is null or id > :after)
                order by id
                   limit :most
                """)
                .param("release", release)
                .param("kind", kind == null ? null : kind.name(), Types.VARCHAR)
                .param("after", after, Types.OTHER)
                .param("most", most)
                .query(EffectViews::line)
                .list();
    }

    /** How many {@link #of} has over all. */
    public long count(String release, @Nullable EffectKind kind) {
        return jdbc.sql("""
                select count(*)
                  from effects.effect
                 where release = :release
                   and (:kind::text is null or kind = :kind)
                """)
                .param("release", release)
                .param("kind", kind == null ? null : kind.name(), Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    private static EffectLine line(ResultSet row, int number) throws SQLException {
        return new EffectLine(
                row.getObject("id", UUID.class),
                EffectKind.valueOf(row.getString("kind")),
                row.getString("key"),
                row.getString("target"),
                row.getString("listener"),
                row.getObject("event_id", UUID.class),
                row.getString("actor"),
                row.getString("release"),
                State.valueOf(row.getString("state")),
                row.getObject("intended_at", OffsetDateTime.class).toInstant(),
                instant(row, "done_at"),
                instant(row, "undone_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** How an effect stands. */
    public enum State {
        /** About to be tried, or tried and known not to have happened yet. */
        INTENDED,
        DONE,
        /** The other side will not do it, or has sent it back. */
        REFUSED,
        /** Tried, and the answer was lost. */
        UNKNOWN,
        /** Done, and answered by its opposite. */
        UNDONE
    }

    /**
     * One effect.
     *
     * @param key what the other side knows it by
     * @param target whom or what it reached, by an id of ours
     * @param listener which did it for {@code event}; both null where a request or a job did it
     * @param release the commit that decided on it
     */
    public record EffectLine(
            UUID id,
            EffectKind kind,
            String key,
            String target,
            @Nullable String listener,
            @Nullable UUID event,
            String actor,
            String release,
            State state,
            Instant intendedAt,
            @Nullable Instant doneAt,
            @Nullable Instant undoneAt) {}
}

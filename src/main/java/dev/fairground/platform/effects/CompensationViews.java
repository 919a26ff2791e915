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

/** What an operator sees of compensations. */
@Repository
public class CompensationViews {

    private final JdbcClient jdbc;
    private final Opposites opposites;

    CompensationViews(JdbcClient jdbc, Opposites opposites) {
        this.jdbc = jdbc;
        this.opposites = opposites;
    }

    /** The newest first. */
    public List<CompensationPlan> newest(@Nullable UUID before, int most) {
        return jdbc.sql("""
                  select id, release, kind, why, planned_by, planned_at, approved_by, approved_at, begun_by, begun_at
                    from effects.compensation
                   where :before::uuid is null or id < :before
                order by id desc
                   limit :most
                """)
                .param("before", before, Types.OTHER)
                .param("most", most)
                .query(CompensationViews::plan)
                .list();
    }

    public long count() {
        return jdbc.sql("select count(*) from effects.compensation")
                .query(Long.class)
                .single();
    }

    /** Refused with {@code no-such-compensation} where there is none. */
    public CompensationPlan one(UUID id) {
        return jdbc.sql("""
                select id, release, kind, why, planned_by, planned_at, approved_by, approved_at, begun_by, begun_at
                  from effects.compensation
                 where id = :id
                """)
                .param("id", id)
                .query(CompensationViews::plan)
                .optional()
                .orElseThrow(CompensationRefused::noSuchCompensation);
    }

    /** What the plan would do or has done, counted: one line for each kind, what becomes of it, and how far it is. */
    public List<CompensationSum> sums(UUID id) {
        return jdbc.sql("""
                  select kind, item.state, obstacle, count(*) as items
                    from effects.compensation_item item
                    join effects.effect on effect.id = effect_id
                   where compensation_id = :id
                group by kind, item.state, obstacle
                order by kind, item.state, obstacle
                """)
                .param("id", id)
                .query((row, _) -> {
                    var kind = EffectKind.valueOf(row.getString("kind"));
                    var obstacle = row.getString("obstacle");
                    return new CompensationSum(
                            kind,
                            ItemState.valueOf(row.getString("state")),
                            obstacle == null ? opposites.fate(kind) : obstacle,
                            row.getLong("items"));
                })
                .list();
    }

    /** Each effect of the plan, in the order in which they were made. */
    public List<CompensationItem> items(UUID id, @Nullable UUID after, int most) {
        return jdbc.sql("""
                  select effect_id, kind, key, target, item.state, obstacle
                    from effects.compensation_item item
                    join effects.effect on effect.id = effect_id
                   where compensation_id = :id
                     and (:after::uuid is null or effect_id > :after)
                order by effect_id
                   limit :most
                """)
                .param("id", id)
                .param("after", after, Types.OTHER)
                .param("most", most)
                .query((row, _) -> new CompensationItem(
                        row.getObject("effect_id", UUID.class),
                        EffectKind.valueOf(row.getString("kind")),
                        row.getString("key"),
                        row.getString("target"),
                        ItemState.valueOf(row.getString("state")),
                        row.getString("obstacle")))
                .list();
    }

    private static CompensationPlan plan(ResultSet row, int number) throws SQLException {
        var kind = row.getString("kind");
        return new CompensationPlan(
                row.getObject("id", UUID.class),
                row.getString("release"),
                kind == null ? null : EffectKind.valueOf(kind),
                row.getString("why"),
                row.getString("planned_by"),
                row.getObject("planned_at", OffsetDateTime.class).toInstant(),
                row.getString("approved_by"),
                instant(row, "approved_at"),
                row.getString("begun_by"),
                instant(row, "begun_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** How far one item is. */
    public enum ItemState {
        PLANNED,
        /** Cannot be undone, and nobody tries. */
        IMPOSSIBLE,
        QUEUED,
        /** Its opposite is written down, and happens by the ways of its own. */
        DONE,
        /** When its turn came, there was nothing to undo any more. */
        SKIPPED
    }

    /**
     * A plan and how far it is.
     *
     * @param kind null where everything of the release is meant
     */
    public record CompensationPlan(
            UUID id,
            String release,
            @Nullable EffectKind kind,
            String why,
            String plannedBy,
            Instant plannedAt,
            @Nullable String approvedBy,
            @Nullable Instant approvedAt,
            @Nullable String begunBy,
            @Nullable Instant begunAt) {}

    /** @param fate what is done about these, or why nothing is */
    public record CompensationSum(EffectKind kind, ItemState state, String fate, long items) {}

    /** One effect of a plan; {@code obstacle} is null unless it stays as it is. */
    public record CompensationItem(
            UUID effect,
            EffectKind kind,
            String key,
            String target,
            ItemState state,
            @Nullable String obstacle) {}
}

package dev.fairground.platform.effects;

import dev.fairground.platform.effects.Opposite.Wish;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes compensations, each method one step. */
@Repository
class CompensationStore {

    private static final String NOT_KNOWN = "Whether it happened is not known yet; plan again when it is.";

    private final JdbcClient jdbc;

    CompensationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void plan(UUID id, String release, @Nullable EffectKind kind, String why, String by, Instant now) {
        jdbc.sql("""
                insert into effects.compensation (id, release, kind, why, planned_by, planned_at)
                     values (:id, :release, :kind, :why, :by, :now)
                """)
                .param("id", id)
                .param("release", release)
                .param("kind", kind == null ? null : kind.name(), Types.VARCHAR)
                .param("why", why)
                .param("by", by)
                .param("now", utc(now))
                .update();
    }

    /**
     * Lists in the plan what its release has done outside and no other plan undoes; returns how much that is. What was refused, or is undone,
     * needs no undoing; what is under way may yet happen, so it is listed as what cannot be undone now.
     */
    int takeIn(UUID id) {
        return jdbc.sql("""
                insert into effects.compensation_item (compensation_id, effect_id, state, obstacle)
                     select plan.id, effect.id, case when obstacle is null then 'PLANNED' else 'IMPOSSIBLE' end, obstacle
                       from effects.compensation plan
                       join effects.effect on effect.release = plan.release and (plan.kind is null or effect.kind = plan.kind)
                       left join unnest(:kinds::text[], :reasons::text[]) as final (kind, why) on final.kind = effect.kind
                      cross join lateral (select coalesce(final.why, case when effect.state <> 'DONE' then :notKnown::text end) as obstacle) judged
                      where plan.id = :id
                        and effect.state in ('INTENDED', 'UNKNOWN', 'DONE')
                        and not exists (select
                                          from effects.compensation_item taken
                                         where taken.effect_id = effect.id and taken.state in ('QUEUED', 'DONE'))
                """)
                .param("id", id)
                .param("kinds", finalKinds().map(EffectKind::name).toArray(String[]::new))
                .param(
                        "reasons",
                        finalKinds().flatMap(kind -> kind.whyFinal().stream()).toArray(String[]::new))
                .param("notKnown", NOT_KNOWN)
                .update();
    }

    Optional<Standing> lock(UUID id) {
        return jdbc.sql("""
                select planned_by, approved_at is not null as approved, begun_at is not null as begun
                  from effects.compensation
                 where id = :id
                   for update
                """)
                .param("id", id)
                .query((row, _) ->
                        new Standing(row.getString("planned_by"), row.getBoolean("approved"), row.getBoolean("begun")))
                .optional();
    }

    void approve(UUID id, String by, Instant now) {
        jdbc.sql("update effects.compensation set approved_by = :by, approved_at = :now where id = :id")
                .param("id", id)
                .param("by", by)
                .param("now", utc(now))
                .update();
    }

    void begin(UUID id, String by, Instant now) {
        jdbc.sql("update effects.compensation set begun_by = :by, begun_at = :now where id = :id")
                .param("id", id)
                .param("by", by)
                .param("now", utc(now))
                .update();
    }

    /** Leaves to another plan what that one undoes. */
    void skipTaken(UUID id, Instant now) {
        jdbc.sql("""
                update effects.compensation_item item
                   set state = 'SKIPPED', obstacle = 'Another plan undoes it.', ended_at = :now
                 where compensation_id = :id
                   and state = 'PLANNED'
                   and exists (select
                                 from effects.compensation_item taken
                                where taken.effect_id = item.effect_id and taken.state in ('QUEUED', 'DONE'))
                """).param("id", id).param("now", utc(now)).update();
    }

    /** The next of the plan, which are nobody else's from now on. */
    List<UUID> queue(UUID id, int most) {
        return jdbc.sql("""
                   update effects.compensation_item
                      set state = 'QUEUED'
                    where compensation_id = :id
                      and effect_id in (  select effect_id
                                            from effects.compensation_item
                                           where compensation_id = :id and state = 'PLANNED'
                                        order by effect_id
                                           limit :most
                                             for update skip locked)
                returning effect_id
                """)
                .param("id", id)
                .param("most", most)
                .query((row, _) -> row.getObject("effect_id", UUID.class))
                .list();
    }

    /**
     * Locks the item; empty unless its turn has come and has not passed. The effect is not locked: whoever settles it holds the lock of what it
     * is about before, which is what its opposite waits for and decides by.
     */
    Optional<Queued> queued(UUID id, UUID effect) {
        return jdbc.sql("""
                select effect.kind, effect.key, effect.target, effect.state = 'DONE' as stands, compensation.why
                  from effects.compensation_item item
                  join effects.compensation on compensation.id = item.compensation_id
                  join effects.effect on effect.id = item.effect_id
                 where item.compensation_id = :id and item.effect_id = :effect and item.state = 'QUEUED'
                   for update of item
                """)
                .param("id", id)
                .param("effect", effect)
                .query((row, _) -> new Queued(
                        EffectKind.valueOf(row.getString("kind")),
                        row.getBoolean("stands"),
                        new Wish(id, row.getString("key"), row.getString("target"), row.getString("why"))))
                .optional();
    }

    /** {@code obstacle} is null where its opposite is on its way. */
    void ended(UUID id, UUID effect, @Nullable String obstacle, Instant now) {
        jdbc.sql("""
                update effects.compensation_item
                   set state = case when :obstacle::text is null then 'DONE' else 'SKIPPED' end, obstacle = :obstacle, ended_at = :now
                 where compensation_id = :id and effect_id = :effect
                """)
                .param("id", id)
                .param("effect", effect)
                .param("obstacle", obstacle, Types.VARCHAR)
                .param("now", utc(now))
                .update();
    }

    private static Stream<EffectKind> finalKinds() {
        return Stream.of(EffectKind.values()).filter(kind -> kind.whyFinal().isPresent());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    record Standing(String plannedBy, boolean approved, boolean begun) {}

    /** @param stands whether it is done and not undone */
    record Queued(EffectKind kind, boolean stands, Wish wish) {}
}

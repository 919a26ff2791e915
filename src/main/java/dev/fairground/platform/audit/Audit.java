package dev.fairground.platform.audit;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.ids.UuidV7;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes the audit trail. Nothing can change or remove a row afterwards, this class included. */
@Component
public class Audit {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final Actors actors;

    Audit(JdbcClient jdbc, JsonMapper json, Clock clock, Actors actors) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.actors = actors;
    }

    /**
     * Records an act in the caller's transaction, so that it is kept if and only if the act is.
     *
     * @param action what was done, in the form {@code noun.past-participle}: {@code listing.published}
     * @param target on what, in the form {@code noun/id}: {@code listing/0198…}
     * @param before the values that changed, as they were; never a secret
     * @param after the same values as they are now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String action, String target, Map<String, ?> before, Map<String, ?> after) {
        write(action, before, Map.of(target, after));
    }

    /** As {@link #record}, of one act on several targets that were not there before, each with the values it has now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordEach(String action, Map<String, ? extends Map<String, ?>> afterByTarget) {
        write(action, Map.of(), afterByTarget);
    }

    /**
     * Records an attempt that was refused, when the transaction in which it was made is over: inside of it this would roll back with it, and a
     * second connection beside it could be waited for in vain.
     *
     * @param attempt what was tried, in the form {@code noun.verb}: {@code listing.publish}
     * @param target on what, in the form {@code noun/id}
     * @param why the reason that the caller was given
     */
    @Transactional(propagation = Propagation.NEVER)
    public void denied(String attempt, String target, Reason why) {
        write(attempt + ".denied", Map.of(), Map.of(target, Map.of("reason", why.code())));
    }

    private void write(String action, Map<String, ?> before, Map<String, ? extends Map<String, ?>> afterByTarget) {
        var actor = actors.current();
        var targets = afterByTarget.keySet().stream().sorted().toArray(String[]::new);
        jdbc.sql("""
                insert into audit.entry (id, at, actor, on_behalf_of, action, target, before, after, trace_id)
                select id, :at, :actor, :onBehalfOf, :action, target, :before::jsonb, after::jsonb, :traceId
                  from unnest(:ids::uuid[], :targets::text[], :afters::text[]) as act (id, target, after)
                """)
                .param("ids", Stream.of(targets).map(_ -> UuidV7.next()).toArray(UUID[]::new))
                .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("actor", actor.name())
                .param("onBehalfOf", actor.onBehalfOf())
                .param("action", action)
                .param("targets", targets)
                .param("before", json.writeValueAsString(before))
                .param(
                        "afters",
                        Stream.of(targets)
                                .map(target -> json.writeValueAsString(afterByTarget.get(target)))
                                .toArray(String[]::new))
                .param("traceId", MDC.get("traceId"))
                .update();
    }
}

package dev.fairground.platform.audit;

import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.ids.UuidV7;
import java.time.Clock;
import java.util.Map;
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
        write(action, target, before, after);
    }

    /**
     * Records an attempt that was refused, in a transaction of its own: the caller's is about to roll back, and this must stay.
     *
     * @param attempt what was tried, in the form {@code noun.verb}: {@code listing.publish}
     * @param target on what, in the form {@code noun/id}
     * @param why the reason that the caller was given
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void denied(String attempt, String target, Reason why) {
        write(attempt + ".denied", target, Map.of(), Map.of("reason", why.code()));
    }

    private void write(String action, String target, Map<String, ?> before, Map<String, ?> after) {
        var actor = actors.current();
        jdbc.sql("""
                insert into audit.entry (id, at, actor, on_behalf_of, action, target, before, after, trace_id)
                values (:id, :at, :actor, :onBehalfOf, :action, :target, :before::jsonb, :after::jsonb, :traceId)
                """)
                .param("id", UuidV7.next())
                .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("actor", actor.name())
                .param("onBehalfOf", actor.onBehalfOf())
                .param("action", action)
                .param("target", target)
                .param("before", json.writeValueAsString(before))
                .param("after", json.writeValueAsString(after))
                .param("traceId", MDC.get("traceId"))
                .update();
    }
}

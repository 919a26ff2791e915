package dev.fairground.platform.effects;

import dev.fairground.platform.http.NotTried;
import dev.fairground.platform.http.OutboundFailure;
import dev.fairground.platform.http.PermanentFailure;
import dev.fairground.platform.http.TransientFailure;
import dev.fairground.platform.http.UnknownOutcome;
import dev.fairground.platform.practices.Shows;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down what is done to the world outside. A kind and the other side's key name an effect; whoever tries again finds its row. */
@Component
public class Effects {

    private final JdbcClient jdbc;
    private final Causes causes;
    private final Clock clock;

    Effects(JdbcClient jdbc, Causes causes, Clock clock) {
        this.jdbc = jdbc;
        this.causes = causes;
        this.clock = clock;
    }

    /**
     * Calls the outside, after it is written down that this is about to happen. An answer says nothing here: whoever understands it tells by
     * {@link #happened} or {@link #refused}. A failure is written down by its kind and thrown on.
     *
     * @param key what the other side knows it by, 1 to 200 characters; the same whenever the same effect is tried
     * @param target whom or what it reaches, by an id of ours: {@code member/<id>}, and never an address
     */
    @Shows("fx-tracked-ids")
    public <T> T attempt(EffectKind kind, String key, String target, Supplier<T> call) {
        intend(kind, key, target);
        try {
            return call.get();
        } catch (OutboundFailure failure) {
            switch (failure) {
                case PermanentFailure _ -> refused(kind, key);
                case UnknownOutcome _ -> unanswered(kind, key);
                case NotTried _, TransientFailure _ -> {} // nothing has changed outside
            }
            throw failure;
        }
    }

    /** The other side has done it. */
    public void happened(EffectKind kind, String key) {
        jdbc.sql("""
                update effects.effect
                   set state = 'DONE', done_at = :now
                 where kind = :kind and key = :key and state in ('INTENDED', 'UNKNOWN', 'REFUSED')
                """)
                .param("kind", kind.name())
                .param("key", key)
                .param("now", now())
                .update();
    }

    /** The other side will not do it, or has sent it back. */
    public void refused(EffectKind kind, String key) {
        jdbc.sql("""
                update effects.effect
                   set state = 'REFUSED', done_at = null
                 where kind = :kind and key = :key and state in ('INTENDED', 'UNKNOWN', 'DONE')
                """).param("kind", kind.name()).param("key", key).update();
    }

    /** It was tried, and whether it happened is not known. */
    public void unanswered(EffectKind kind, String key) {
        jdbc.sql("""
                update effects.effect
                   set state = 'UNKNOWN'
                 where kind = :kind and key = :key and state = 'INTENDED'
                """).param("kind", kind.name()).param("key", key).update();
    }

    /** Its opposite has happened. */
    public void undone(EffectKind kind, String key) {
        jdbc.sql("""
                update effects.effect
                   set state = 'UNDONE', undone_at = :now
                 where kind = :kind and key = :key and state = 'DONE'
                """)
                .param("kind", kind.name())
                .param("key", key)
                .param("now", now())
                .update();
    }

    /** Its opposite did not last, so it counts again. */
    public void stands(EffectKind kind, String key) {
        jdbc.sql("""
                update effects.effect
                   set state = 'DONE', undone_at = null
                 where kind = :kind and key = :key and state = 'UNDONE'
                """).param("kind", kind.name()).param("key", key).update();
    }

    /** Whether it is known to have happened, undone or not. */
    public boolean hasHappened(EffectKind kind, String key) {
        return jdbc.sql("""
                select exists (select from effects.effect where kind = :kind and key = :key and state in ('DONE', 'UNDONE'))
                """)
                .param("kind", kind.name())
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    private void intend(EffectKind kind, String key, String target) {
        causes.named(jdbc.sql("""
                insert into effects.effect (id, kind, key, target, listener, event_id, actor, release, state, intended_at)
                     values (:id, :kind, :key, :target, :listener, :event, :actor, :release, 'INTENDED', :now)
                on conflict on constraint effect_once do nothing
                """))
                .param("kind", kind.name())
                .param("key", key)
                .param("target", target)
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

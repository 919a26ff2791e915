package dev.fairground.platform.outbox;

import dev.fairground.platform.audit.Audit;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an operator may do to deliveries. Each act is audited in its own transaction. */
@Component
public class OutboxControls {

    private final JdbcClient jdbc;
    private final DeliveryStore store;
    private final Origins origins;
    private final Audit audit;
    private final Clock clock;

    OutboxControls(JdbcClient jdbc, DeliveryStore store, Origins origins, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.origins = origins;
        this.audit = audit;
        this.clock = clock;
    }

    /** Nothing more is delivered to the listener until it is resumed; its deliveries wait and lose no attempt. What runs, runs on. */
    @Transactional
    public void pause(String listener, String why) {
        int paused = jdbc.sql("""
                insert into outbox.pause (listener, at, by, why)
                values (:listener, :at, :by, :why)
                    on conflict on constraint pause_pk do nothing
                """)
                .param("listener", listener)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", origins.current().actor())
                .param("why", why)
                .update();
        if (paused == 1) {
            audit.record("listener.paused", "listener/" + listener, Map.of(), Map.of("why", why));
        }
    }

    @Transactional
    public void resume(String listener) {
        if (jdbc.sql("delete from outbox.pause where listener = :listener")
                        .param("listener", listener)
                        .update()
                == 1) {
            audit.record("listener.resumed", "listener/" + listener, Map.of(), Map.of());
        }
    }

    /** Delivers a dead or discarded delivery again, with all attempts before it; false if it is neither. */
    @Transactional
    public boolean requeue(UUID delivery) {
        boolean requeued = jdbc.sql("""
                update outbox.delivery
                   set state = 'pending', attempts = 0, finished_at = null
                 where id = :id and state in ('dead', 'discarded')
                """).param("id", delivery).update() == 1;
        if (requeued) {
            audit.record("delivery.requeued", "delivery/" + delivery, Map.of(), Map.of("state", "pending"));
        }
        return requeued;
    }

    /** Delivers everything again that the listener's failures have left dead, and returns how much that is. */
    @Transactional
    public int requeueDead(String listener) {
        int requeued = jdbc.sql("""
                update outbox.delivery
                   set state = 'pending', attempts = 0, finished_at = null
                 where listener = :listener and state = 'dead'
                """).param("listener", listener).update();
        if (requeued > 0) {
            audit.record("listener.dead-requeued", "listener/" + listener, Map.of(), Map.of("deliveries", requeued));
        }
        return requeued;
    }

    /** Decides against a delivery that is not under way, and lets the next of its key go; false if it is under way or finished. */
    @Transactional
    public boolean discard(UUID delivery, String why) {
        var discarded = jdbc.sql("""
                update outbox.delivery
                   set state = 'discarded', next_at = null, finished_at = :now
                 where id = :id and state in ('pending', 'blocked', 'retry', 'dead')
                returning listener, key
                """)
                .param("id", delivery)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    String key = row.getString("key");
                    if (key != null) {
                        store.unblock(row.getString("listener"), key);
                    }
                    return delivery;
                })
                .list();
        if (!discarded.isEmpty()) {
            audit.record("delivery.discarded", "delivery/" + delivery, Map.of(), Map.of("why", why));
        }
        return !discarded.isEmpty();
    }
}

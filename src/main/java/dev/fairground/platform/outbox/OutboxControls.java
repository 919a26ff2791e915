package dev.fairground.platform.outbox;

import dev.fairground.platform.audit.Audit;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.practices.Shows;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an operator may do to deliveries. Each act is audited in its own transaction. */
@Component
public class OutboxControls {

    /** Stands for every listener that reaches the world outside: mails, charges. Ids have a dot, so no listener is called so. */
    public static final String OUTSIDE = "outside";

    private final JdbcClient jdbc;
    private final DeliveryStore store;
    private final Listeners listeners;
    private final Audit audit;
    private final Clock clock;

    OutboxControls(JdbcClient jdbc, DeliveryStore store, Listeners listeners, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.listeners = listeners;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Nothing more is delivered to the listener until it is resumed; its deliveries wait in their order and lose no attempt. What runs, runs
     * on.
     *
     * @param listener its id, or {@link #OUTSIDE}
     */
    @Transactional
    @Shows("fx-pause-switches")
    public void pause(String listener, String why) {
        List<String> paused = jdbc.sql("""
                insert into outbox.pause (listener, at, by, why)
                select listener, :at, :by, :why
                  from unnest(:listeners::text[]) as meant (listener)
                    on conflict on constraint pause_pk do nothing
                returning listener
                """)
                .param("listeners", meant(listener))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", Origins.actor())
                .param("why", why)
                .query((row, number) -> target(row.getString("listener")))
                .list();
        record("listener.paused", paused, Map.of("why", why));
    }

    /** @param listener as for {@link #pause} */
    @Transactional
    public void resume(String listener) {
        List<String> resumed = jdbc.sql(
                        "delete from outbox.pause where listener = any (:listeners::text[]) returning listener")
                .param("listeners", meant(listener))
                .query((row, number) -> target(row.getString("listener")))
                .list();
        record("listener.resumed", resumed, Map.of());
    }

    private String[] meant(String listener) {
        return listener.equals(OUTSIDE)
                ? listeners.with(Effect.OUTSIDE).toArray(String[]::new)
                : new String[] {listener};
    }

    private void record(String action, List<String> targets, Map<String, String> after) {
        if (!targets.isEmpty()) {
            audit.recordEach(action, targets.stream().collect(Collectors.toMap(target -> target, _ -> after)));
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
            audit.record("listener.dead-requeued", target(listener), Map.of(), Map.of("deliveries", requeued));
        }
        return requeued;
    }

    /** Decides against a delivery that is not under way, and lets the next of its key go; false if it is under way or finished. */
    @Transactional
    public boolean discard(UUID delivery, String why) {
        var discarded = jdbc.sql("""
                update outbox.delivery
                   set state = 'discarded', next_at = null, finished_at = :now,
                       error = left(:why || coalesce(' (' || error || ')', ''), 2000)
                 where id = :id and state in ('pending', 'blocked', 'retry', 'dead')
                returning listener, key
                """)
                .param("id", delivery)
                .param("why", why)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(DeliveryStore.Place::of)
                .list();
        discarded.forEach(store::unblockBehind);
        if (!discarded.isEmpty()) {
            audit.record("delivery.discarded", "delivery/" + delivery, Map.of(), Map.of("why", why));
        }
        return !discarded.isEmpty();
    }

    private static String target(String listener) {
        return "listener/" + listener;
    }
}

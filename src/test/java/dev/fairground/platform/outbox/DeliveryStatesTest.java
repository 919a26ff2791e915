package dev.fairground.platform.outbox;

import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.outbox.DeliveryStore.Room;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The state machine of a delivery, once as the statements that take each step and once as constraints. */
@FairgroundTest
@Proves("db-check-constraints")
class DeliveryStatesTest {

    private static final String LISTENER = "tests.states";
    private static final Instant NOW = SettableClock.START.plus(Duration.ofHours(2));

    @Autowired
    DeliveryStore store;

    @Autowired
    OutboxControls controls;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    @Test
    void a_delivery_can_be_what_the_code_makes_of_it_and_nothing_else() {
        var rows = Rows.in(jdbc);
        var earlier = done(rows);
        var delivery = done(rows);
        // What went wrong last stays with it in every state, and is no part of one.
        jdbc.sql("update outbox.delivery set error = 'It does not fit.' where id = :id")
                .param("id", UUID.fromString(delivery.toString()))
                .update();
        var machine = new StateMachine(jdbc, transaction, "outbox.delivery", delivery)
                .word("state", "pending", "blocked", "in_progress", "retry", "done", "dead", "discarded")
                .moments("lease_until", "next_at", "finished_at")
                .filled("owner", "test")
                .step(_ -> claim())
                .step(_ -> {
                    reopen(earlier);
                    claim();
                })
                .step(_ -> store.unblock(LISTENER, "states"))
                .step(_ -> store.unblockForgotten())
                .step(_ -> store.buryOrphans(Set.of(), Duration.ZERO, NOW))
                .step(_ -> store.recallRetries(NOW))
                .step(held(taken -> store.finish(taken, NOW)))
                .step(held(taken -> store.finish(List.of(taken), NOW)))
                .step(held(taken -> store.retry(taken, 1, NOW, "It does not fit.")))
                .step(held(taken -> store.bury(taken, NOW, "It does not fit.")))
                .step(held(taken -> store.discard(taken.id(), taken.token(), NOW, "Why not")))
                .step(held(taken -> store.giveBack(List.of(taken))))
                .step(held(taken -> store.renew(List.of(taken))))
                .step(controls::requeue)
                .step(_ -> controls.requeueDead(LISTENER))
                .step(id -> controls.discard(id, "Why not"));

        assertThat(machine.kept()).isEqualTo(machine.reached("state=pending"));
    }

    private static Object done(Rows rows) {
        return aRow("outbox.delivery")
                .being("state", "done")
                .with("listener", LISTENER)
                .with("key", "states")
                .in(rows);
    }

    private void claim() {
        store.claim("test", List.of(Room.of(LISTENER, 10)), 10, NOW);
    }

    private void reopen(Object delivery) {
        jdbc.sql("update outbox.delivery set state = 'pending', finished_at = null where id = :id")
                .param("id", UUID.fromString(delivery.toString()))
                .update();
    }

    private Consumer<UUID> held(Consumer<Delivery> step) {
        return id -> step.accept(new Delivery(
                id,
                jdbc.sql("select token from outbox.delivery where id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single(),
                id,
                LISTENER,
                "states",
                "{}",
                NOW,
                0,
                null,
                "system",
                "test"));
    }
}

package dev.fairground.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.outbox.Bystanders.Shouted;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.OneConnection;
import dev.fairground.testing.Proves;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@FairgroundTest
@Import(Bystanders.class)
class PublishingTest {

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    final Shouted shouted = new Shouted(Chance.id(), "encore");

    @Test
    void a_commit_leaves_one_row_per_listener_with_one_event_id() {
        transaction().executeWithoutResult(status -> events.publishEvent(shouted));

        assertThat(listeners()).containsExactly("crowd.clap", "crowd.whistle");
        assertThat(jdbc.sql("select count(distinct event_id) from outbox.delivery where event ->> 'id' = :id")
                        .param("id", shouted.id().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void publishing_twice_is_two_events() {
        transaction().executeWithoutResult(status -> {
            events.publishEvent(shouted);
            events.publishEvent(shouted);
        });

        assertThat(jdbc.sql("select count(distinct event_id) from outbox.delivery where event ->> 'id' = :id")
                        .param("id", shouted.id().toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    @Proves("fx-outbox-on-commit")
    void a_rollback_leaves_none() {
        transaction().executeWithoutResult(status -> {
            events.publishEvent(shouted);
            status.setRollbackOnly();
        });

        assertThat(listeners()).isEmpty();
    }

    @Test
    void a_transaction_within_keeps_what_it_published_when_the_outer_one_rolls_back() {
        var within = transaction();
        within.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        var lost = new Shouted(Chance.id(), "lost");
        transaction().executeWithoutResult(status -> {
            events.publishEvent(lost);
            OneConnection.forgiven(() -> within.execute(inner -> {
                events.publishEvent(shouted);
                return true;
            }));
            status.setRollbackOnly();
        });

        assertThat(listeners()).hasSize(2);
        assertThat(listeners(lost.id())).isEmpty();
    }

    @Test
    void what_callbacks_before_the_commit_publish_is_not_lost() {
        transaction()
                .executeWithoutResult(
                        status -> TransactionSynchronizationManager.registerSynchronization(new LastOfAll() {
                            @Override
                            public void beforeCommit(boolean readOnly) {
                                events.publishEvent(shouted);
                            }
                        }));

        assertThat(listeners()).hasSize(2);
    }

    @Test
    void publishing_outside_a_transaction_is_refused() {
        assertThatThrownBy(() -> events.publishEvent(shouted))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("crowd.");
    }

    @Test
    void publishing_after_the_commit_is_refused() {
        assertThatThrownBy(() -> transaction()
                        .executeWithoutResult(
                                status -> TransactionSynchronizationManager.registerSynchronization(new LastOfAll() {
                                    @Override
                                    public void afterCommit() {
                                        events.publishEvent(shouted);
                                    }
                                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("outside a transaction");
        assertThat(listeners()).isEmpty();
    }

    @Test
    @Proves("fx-outbox-on-commit")
    void a_failed_commit_leaves_none() {
        assertThatThrownBy(() -> transaction().executeWithoutResult(status -> {
                    events.publishEvent(shouted);
                    jdbc.sql(
                                    "create table deferred_fault (id int constraint deferred_fault_once unique deferrable initially deferred)")
                            .update();
                    jdbc.sql("insert into deferred_fault values (1), (1)").update();
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(listeners()).isEmpty();
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(transactions);
    }

    private List<String> listeners() {
        return listeners(shouted.id());
    }

    private List<String> listeners(UUID event) {
        return jdbc.sql("select listener from outbox.delivery where event ->> 'id' = :id order by listener")
                .param("id", event.toString())
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list();
    }

    /** A callback that runs after all others of its kind. */
    private abstract static class LastOfAll implements TransactionSynchronization {

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}

package dev.fairground.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.outbox.Bystanders.Crowd;
import dev.fairground.platform.outbox.Bystanders.Shouted;
import dev.fairground.platform.outbox.Bystanders.Stepped;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@FairgroundTest
@Import(Bystanders.class)
class ControllingTest {

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    @Autowired
    OutboxControls controls;

    @Autowired
    OutboxMeters outboxMeters;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Crowd crowd;

    @BeforeEach
    void emptyTheHall() {
        jdbc.sql("delete from outbox.delivery").update();
        crowd.heard.clear();
        crowd.reactions.clear();
    }

    @Test
    void a_paused_listener_waits_without_losing_attempts_and_the_others_go_on() {
        controls.pause("crowd.clap", "the hall is booked");
        shout();

        assertThat(outbox.deliverDue().delivered()).isEqualTo(1);
        assertThat(state("crowd.clap")).isEqualTo("pending 0");

        controls.resume("crowd.clap");
        assertThat(outbox.deliverDue().delivered()).isEqualTo(1);
        assertThat(audited("listener/crowd.clap")).isEqualTo("listener.paused, listener.resumed");
    }

    @Test
    void the_dead_are_delivered_again_when_somebody_says_so() {
        crowd.reactions.put("clap", event -> {
            throw new PermanentFailure("no hands");
        });
        shout();
        outbox.deliverDue();
        crowd.reactions.clear();
        UUID dead = id("dead");

        assertThat(controls.requeue(dead)).isTrue();
        assertThat(controls.requeue(dead)).as("it waits already").isFalse();
        assertThat(outbox.deliverDue().delivered()).isEqualTo(1);
        assertThat(audited("delivery/" + dead)).isEqualTo("delivery.requeued");
    }

    @Test
    void discarding_a_dead_head_lets_its_key_go_on() {
        crowd.reactions.put("follow", event -> {
            if (event.equals(new Stepped("ann", 1))) {
                throw new PermanentFailure("lame");
            }
        });
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new Stepped("ann", 1));
            events.publishEvent(new Stepped("ann", 2));
        });
        outbox.deliverDue();
        UUID dead = id("dead");

        assertThat(controls.discard(dead, "she has left")).isTrue();

        assertThat(outbox.deliverDue().delivered()).isEqualTo(1);
        assertThat(audited("delivery/" + dead)).isEqualTo("delivery.discarded");
    }

    @Test
    void what_waits_and_what_is_dead_are_metrics() {
        crowd.reactions.put("clap", event -> {
            throw new PermanentFailure("no hands");
        });
        shout();
        outbox.deliverDue();
        shout();

        outboxMeters.measure();

        assertThat(meters.get("fairground.outbox.dead")
                        .tag("listener", "crowd.clap")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(meters.get("fairground.outbox.pending")
                        .tag("lane", "urgent")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(meters.get("fairground.outbox.attempts")
                        .tags("listener", "crowd.clap", "outcome", "dead")
                        .counter()
                        .count())
                .isPositive();
    }

    private void shout() {
        transaction.executeWithoutResult(status -> events.publishEvent(new Shouted(Chance.id(), "encore")));
    }

    private UUID id(String state) {
        return jdbc.sql("select id from outbox.delivery where state = :state")
                .param("state", state)
                .query(UUID.class)
                .single();
    }

    private String state(String listener) {
        return jdbc.sql("select state || ' ' || attempts from outbox.delivery where listener = :listener")
                .param("listener", listener)
                .query(String.class)
                .single();
    }

    private String audited(String target) {
        return jdbc.sql("select string_agg(action, ', ' order by id) from audit.entry where target = :target")
                .param("target", target)
                .query(String.class)
                .single();
    }
}

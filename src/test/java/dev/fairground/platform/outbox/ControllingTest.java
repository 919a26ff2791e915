package dev.fairground.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.outbox.Bystanders.Crowd;
import dev.fairground.platform.outbox.Bystanders.Shouted;
import dev.fairground.platform.outbox.Bystanders.Stepped;
import dev.fairground.platform.outbox.Bystanders.Whispered;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@FairgroundTest
@Import(Bystanders.class)
@Proves("fx-pause-switches")
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
    SettableClock clock;

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
        clock.set(SettableClock.START);
    }

    @AfterEach
    void noonAgain() {
        clock.set(SettableClock.START);
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

    /** A wrong mail is leaving: nothing more goes out, and later everything does, once, but for what has become useless meanwhile. */
    @Test
    void what_waits_for_outside_leaves_in_order_and_once_after_the_pause_and_what_came_too_late_is_discarded() {
        controls.pause(OutboxControls.OUTSIDE, "a wrong mail is leaving");
        whisper("code 1");
        clock.advance(Duration.ofMinutes(6));
        transaction.executeWithoutResult(
                status -> IntStream.range(0, 500).forEach(number -> events.publishEvent(new Whispered("letter"))));
        whisper("code 2");

        outbox.deliverDue();
        assertThat(crowd.heard).isEmpty();
        assertThat(jdbc.sql("select sum(attempts) from outbox.delivery")
                        .query(Integer.class)
                        .single())
                .isZero();

        clock.advance(Duration.ofMinutes(5));
        controls.resume(OutboxControls.OUTSIDE);
        assertThat(outbox.deliverDue().delivered()).isEqualTo(501);
        assertThat(crowd.heard).hasSize(501).contains("lean-in code 2").doesNotContain("lean-in code 1");
        assertThat(jdbc.sql("select state || ' ' || error from outbox.delivery where key = 'code 1'")
                        .query(String.class)
                        .single())
                .isEqualTo("discarded It waited for longer than it is of use");
    }

    /** The next of its key must not wait for one that nobody will deliver. */
    @Test
    void one_that_came_too_late_lets_the_next_of_its_key_go() {
        whisper("code");
        clock.advance(Duration.ofMinutes(11));
        whisper("code");

        assertThat(outbox.deliverDue().delivered()).isOne();
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

        controls.pause("crowd.follow", "the hall is booked");
        outboxMeters.measure();
        controls.resume("crowd.follow");

        assertThat(meters.get("fairground.outbox.paused")
                        .tag("listener", "crowd.follow")
                        .gauge()
                        .value())
                .isEqualTo(1);
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

    private void whisper(String words) {
        transaction.executeWithoutResult(status -> events.publishEvent(new Whispered(words)));
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

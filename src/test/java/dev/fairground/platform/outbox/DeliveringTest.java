package dev.fairground.platform.outbox;

import static dev.fairground.testing.MemberFixture.aMember;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.identity.PasswordChanged;
import dev.fairground.platform.outbox.Bystanders.Crowd;
import dev.fairground.platform.outbox.Bystanders.Shouted;
import dev.fairground.platform.outbox.Bystanders.Stepped;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Outside;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@FairgroundTest
@Import(Bystanders.class)
class DeliveringTest {

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    @Autowired
    Crowd crowd;

    @Autowired
    SettableClock clock;

    @BeforeEach
    void emptyTheHall() {
        jdbc.sql("delete from outbox.delivery").update();
        crowd.heard.clear();
        crowd.reactions.clear();
    }

    /** The account's own mail is the first listener; the crowd came later, and identity knows of neither. */
    @Test
    @Proves("job-domain-events")
    void a_second_subscriber_of_a_module_s_event_hears_it_and_its_failure_holds_up_nobody() {
        var buyer = aMember().named("buyer").in(jdbc);
        crowd.reactions.put("gossip", _ -> {
            throw new IllegalStateException("has not understood");
        });
        transaction.executeWithoutResult(_ -> events.publishEvent(new PasswordChanged(buyer.id(), clock.instant())));

        assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(1, 1));
        assertThat(Outside.mailTo(buyer.email())).hasSize(1);
        assertThat(crowd.heard).containsExactly("gossip " + buyer.id());

        crowd.reactions.clear();
        clock.advance(Duration.ofHours(1));
        assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(1, 0));
        assertThat(Outside.mailTo(buyer.email())).as("repeated for nobody else").hasSize(1);
    }

    @Test
    void every_listener_is_called_once_the_urgent_first() {
        shout("encore");

        assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(2, 0));
        assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(0, 0));
        assertThat(crowd.heard).containsExactly("whistle encore", "clap encore");
        assertThat(states()).isEqualTo("crowd.clap done 1, crowd.whistle done 1");
    }

    @Test
    void a_provider_that_refuses_for_good_is_asked_once() {
        crowd.reactions.put("clap", event -> {
            throw new dev.fairground.platform.http.PermanentFailure("The hall refused with 400");
        });
        shout("encore");

        assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(1, 1));
        assertThat(states()).isEqualTo("crowd.clap dead 1, crowd.whistle done 1");
    }

    @Test
    void a_failing_listener_is_tried_again_and_its_sibling_is_not() {
        crowd.reactions.put("whistle", event -> {
            throw new java.io.IOException("no breath");
        });
        shout("encore");

        assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(1, 1));
        assertThat(states()).isEqualTo("crowd.clap done 1, crowd.whistle retry 1");

        crowd.reactions.clear();
        clock.advance(Duration.ofMinutes(1));
        assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(1, 0));
        assertThat(crowd.heard).containsExactly("whistle encore", "clap encore", "whistle encore");
    }

    @Test
    void a_transactional_listener_that_fails_leaves_nothing_behind() {
        crowd.reactions.put("clap", event -> {
            jdbc.sql(
                            "insert into outbox.pause (listener, at, by, why) values ('crowd.nobody', now(), 'system', 'trace')")
                    .update();
            throw new IllegalStateException("changed my mind");
        });
        shout("encore");

        outbox.deliverDue();

        assertThat(jdbc.sql("select count(*) from outbox.pause")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(states()).contains("crowd.clap retry 1");
    }

    @Test
    void a_permanent_failure_is_given_up_at_once() {
        crowd.reactions.put("clap", event -> {
            throw new PermanentFailure("no hands");
        });
        shout("encore");

        outbox.deliverDue();

        assertThat(states()).isEqualTo("crowd.clap dead 1, crowd.whistle done 1");
        assertThat(jdbc.sql("select error from outbox.delivery where state = 'dead'")
                        .query(String.class)
                        .single())
                .isEqualTo("PermanentFailure: no hands");
    }

    @Test
    void poison_is_given_up_at_once_and_the_others_flow() {
        shout("before");
        jdbc.sql("update outbox.delivery set event = '{\"id\": \"poison\"}' where listener = 'crowd.clap'")
                .update();
        shout("after");

        outbox.deliverDue();

        assertThat(crowd.heard).containsExactly("whistle before", "whistle after", "clap after");
        assertThat(states()).contains("crowd.clap dead 1").contains("crowd.clap done 1");
    }

    @Test
    void an_endless_failure_ends_dead() {
        crowd.reactions.put("clap", event -> {
            throw new IllegalStateException("\0 never");
        });
        shout("encore");

        for (int attempt = 0; attempt < Backoff.MAX_ATTEMPTS; attempt++) {
            outbox.deliverDue();
            clock.advance(Duration.ofMinutes(15));
        }

        assertThat(states()).contains("crowd.clap dead " + Backoff.MAX_ATTEMPTS);
        assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(0, 0));
    }

    @Test
    void not_now_uses_up_no_attempt() {
        crowd.reactions.put("whistle", event -> {
            throw new NotNow(Duration.ofMinutes(10), "hall closed");
        });
        shout("encore");

        outbox.deliverDue();
        assertThat(states()).contains("crowd.whistle retry 0");

        crowd.reactions.clear();
        clock.advance(Duration.ofMinutes(9));
        assertThat(outbox.deliverDue().delivered()).isZero();
        clock.advance(Duration.ofMinutes(2));
        assertThat(outbox.deliverDue().delivered()).isEqualTo(1);
    }

    @Test
    void a_key_keeps_its_order_behind_a_failing_head_and_other_keys_go_on() {
        crowd.reactions.put("follow", event -> {
            if (event.equals(new Stepped("ann", 1))) {
                throw new IllegalStateException("stumbled");
            }
        });
        transaction.executeWithoutResult(status -> {
            for (int step = 1; step <= 3; step++) {
                events.publishEvent(new Stepped("ann", step));
                events.publishEvent(new Stepped("bea", step));
            }
        });

        outbox.deliverDue();
        assertThat(crowd.heard).containsExactly("follow ann1", "follow bea1", "follow bea2", "follow bea3");

        crowd.heard.clear();
        crowd.reactions.clear();
        clock.advance(Duration.ofMinutes(1));
        outbox.deliverDue();
        assertThat(crowd.heard).containsExactly("follow ann1", "follow ann2", "follow ann3");
    }

    @Test
    void a_dead_head_blocks_its_key_until_somebody_decides() {
        crowd.reactions.put("follow", event -> {
            throw new PermanentFailure("lame");
        });
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new Stepped("ann", 1));
            events.publishEvent(new Stepped("ann", 2));
        });

        outbox.deliverDue();

        assertThat(states()).isEqualTo("crowd.follow dead 1, crowd.follow blocked 0");
    }

    @Test
    void a_delivery_knows_its_event_and_is_nobodys_session() {
        var keys = new java.util.ArrayList<String>();
        crowd.reactions.put(
                "clap", event -> keys.add(MDC.get("listener") + " " + MDC.get("event") + " " + MDC.get("user")));
        shout("encore");
        String event = jdbc.sql("select event_id from outbox.delivery limit 1")
                .query(String.class)
                .single();

        outbox.deliverDue();

        assertThat(keys).containsExactly("crowd.clap " + event + " system");
        assertThat(MDC.get("listener")).isNull();
    }

    private void shout(String words) {
        transaction.executeWithoutResult(status -> events.publishEvent(new Shouted(Chance.id(), words)));
    }

    private String states() {
        return jdbc.sql("""
                select string_agg(listener || ' ' || state || ' ' || attempts, ', ' order by listener, position) from outbox.delivery
                """).query(String.class).single();
    }
}

package dev.fairground.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.outbox.Bystanders.Crowd;
import dev.fairground.platform.outbox.Bystanders.Shouted;
import dev.fairground.platform.outbox.DeliveryStore.Room;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** One event that nobody can take, one listener that does not end, one clock that is wrong: all others flow, and it is seen. */
@FairgroundTest
@Import(Bystanders.class)
class MishapsTest {

    /** Of the gauges, as Worker has it. */
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    @Autowired
    Work work;

    @Autowired
    Outbox outbox;

    @Autowired
    OutboxControls controls;

    @Autowired
    OutboxViews views;

    @Autowired
    OutboxMeters outboxMeters;

    @Autowired
    MeterRegistry meters;

    @Autowired
    SettableClock clock;

    @Autowired
    Crowd crowd;

    private final List<String> clapped = new CopyOnWriteArrayList<>();

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
    void one_bad_event_among_a_thousand_is_parked_and_shown_and_goes_through_after_its_repair() {
        crowd.reactions.put("clap", event -> {
            if (words(event).equals("500")) throw new IllegalStateException("sore hands");
            clapped.add(words(event));
        });
        transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < 1_000; i++) events.publishEvent(new Shouted(Chance.id(), String.valueOf(i)));
        });

        assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(1_999, 1));
        assertThat(clapped).hasSize(999).doesNotHaveDuplicates();
        int atOnce = clapped.size();
        for (int attempt = 1; attempt < Backoff.MAX_ATTEMPTS; attempt++) {
            clock.advance(Backoff.bound(attempt));
            assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(0, 1));
        }

        outboxMeters.measure();
        assertThat(gauge("dead", "crowd.clap")).isOne();
        var parked = views.dead(null, 0, 10);
        assertThat(parked)
                .singleElement()
                .extracting(OutboxViews.DeliveryLine::attempts, OutboxViews.DeliveryLine::error)
                .containsExactly(Backoff.MAX_ATTEMPTS, "IllegalStateException: sore hands");
        clock.advance(Duration.ofHours(1));
        assertThat(outbox.deliverDue()).as("parked is parked").isEqualTo(new Outbox.Counts(0, 0));

        crowd.reactions.put("clap", event -> clapped.add(words(event)));
        assertThat(controls.requeue(parked.getFirst().id())).isTrue();
        assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(1, 0));
        assertThat(clapped).hasSize(1_000).doesNotHaveDuplicates().last().isEqualTo("500");
        System.out.printf(
                "1 bad event of 1000: %d delivered at once, 1 parked after %d attempts, %d delivered after its repair%n",
                atOnce, parked.getFirst().attempts(), clapped.size());
    }

    @Test
    void a_listener_that_hangs_is_overdue_within_two_intervals_while_the_others_flow() throws Exception {
        var hanging = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var claps = new Semaphore(0);
        crowd.reactions.put("whistle", event -> {
            hanging.countDown();
            release.await();
        });
        crowd.reactions.put("clap", event -> claps.release());
        var worker = new Worker("one", work, new Bell(jdbc), database, outboxMeters);
        worker.start();
        try {
            shout("first");
            assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();
            clock.advance(INTERVAL.multipliedBy(2));
            shout("second");
            assertThat(claps.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
            awaitCommit("crowd.clap");

            outboxMeters.measure();
            assertThat(gauge("oldest.age", "crowd.whistle"))
                    .isEqualTo(INTERVAL.multipliedBy(2).toSeconds());
            assertThat(gauge("oldest.age", "crowd.clap")).isZero();
            System.out.printf(
                    "a listener that hangs: after two intervals its oldest delivery is %.0f s old, that of the next %.0f s%n",
                    gauge("oldest.age", "crowd.whistle"), gauge("oldest.age", "crowd.clap"));
        } finally {
            release.countDown();
            worker.stop();
        }
    }

    /** What waits, what is to be tried again and what another instance has in hand; and a failure by the wrong clock, whose wait is counted by it. */
    @ParameterizedTest
    @ValueSource(strings = {"P3D", "PT-2H"})
    void a_clock_that_jumps_and_is_put_right_loses_nothing_and_doubles_nothing(Duration jump) {
        var failures = new AtomicInteger(2);
        crowd.reactions.put("clap", event -> {
            if (words(event).equals("stumbles") && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not yet");
            }
            clapped.add(words(event));
        });
        shout("stumbles");
        assertThat(outbox.deliverDue()).isEqualTo(new Outbox.Counts(1, 1));
        shout("held elsewhere");
        var held = work.store()
                .claim("elsewhere", List.of(Room.of("crowd.clap", 1)), 1, clock.instant())
                .deliveries()
                .getFirst();
        shout("waits");

        clock.advance(jump);
        outbox.deliverDue();
        shout("by the wrong clock");
        outbox.deliverDue();
        clock.set(SettableClock.START.plus(Duration.ofMinutes(1)));
        work.store().recallRetries(clock.instant()); // as the worker does every few seconds
        outbox.deliverDue();
        clock.advance(Duration.ofMinutes(1));
        outbox.deliverDue();

        assertThat(clapped).containsExactlyInAnyOrder("stumbles", "waits", "by the wrong clock");
        assertThat(crowd.heard.stream().filter(heard -> heard.startsWith("whistle")))
                .hasSize(4)
                .doesNotHaveDuplicates();
        assertThat(work.courier().deliver(held, _ -> {}, () -> false, new Lulls()))
                .isEqualTo(Outcome.DELIVERED);
        String states = jdbc.sql("select string_agg(distinct state, ', ') || ' ' || count(*) from outbox.delivery")
                .query(String.class)
                .single();
        assertThat(states).isEqualTo("done 8");
        System.out.printf("a clock that jumps by %s and is put right: %s, none doubled%n", jump, states);
    }

    private void shout(String words) {
        transaction.executeWithoutResult(_ -> events.publishEvent(new Shouted(Chance.id(), words)));
    }

    /** The transaction in which a listener was called holds its delivery's row until it ends. */
    private void awaitCommit(String listener) {
        jdbc.sql("select id from outbox.delivery where listener = :listener for update")
                .param("listener", listener)
                .query(UUID.class)
                .list();
    }

    private static String words(Object event) {
        return ((Shouted) event).words();
    }

    /** Zero where nothing waits. */
    private double gauge(String what, String listener) {
        var gauge = meters.find("fairground.outbox." + what)
                .tag("listener", listener)
                .gauge();
        return gauge == null ? 0 : gauge.value();
    }
}

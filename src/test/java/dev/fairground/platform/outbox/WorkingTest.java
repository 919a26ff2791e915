package dev.fairground.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.errors.Untried;
import dev.fairground.platform.outbox.Bystanders.Crowd;
import dev.fairground.platform.outbox.Bystanders.Shouted;
import dev.fairground.platform.outbox.Bystanders.Stepped;
import dev.fairground.platform.outbox.DeliveryStore.Room;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import dev.fairground.platform.work.Attempt;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@FairgroundTest
@Import(Bystanders.class)
class WorkingTest {

    private static final List<Room> CLAP = List.of(Room.of("crowd.clap", 7));

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
    OutboxMeters meters;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    Outbox outbox;

    @Autowired
    Crowd crowd;

    @BeforeEach
    void emptyTheHall() {
        jdbc.sql("delete from outbox.delivery").update();
        crowd.heard.clear();
        crowd.reactions.clear();
    }

    @Test
    void of_twenty_claimers_each_delivery_has_one() throws Exception {
        shout(300);
        var together = new CyclicBarrier(20);
        List<Callable<List<UUID>>> claimers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            claimers.add(() -> {
                List<UUID> mine = new ArrayList<>();
                together.await(10, TimeUnit.SECONDS);
                while (true) {
                    var claim =
                            work.store().claim("claimer", CLAP, 7, work.clock().instant());
                    if (claim.touched() == 0) {
                        return mine;
                    }
                    claim.deliveries().forEach(delivery -> mine.add(delivery.id()));
                }
            });
        }

        List<UUID> claimed = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (var mine : threads.invokeAll(claimers)) {
                claimed.addAll(mine.get());
            }
        }

        assertThat(claimed).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    @Proves("job-work-queue")
    void an_owner_whose_lease_was_taken_over_cannot_finish() {
        shout(1);
        Delivery first = claim().getFirst();
        letLeasesRunOut();
        Delivery second = claim().getFirst();
        assertThat(second.id()).isEqualTo(first.id());

        var outcome = work.courier().deliver(first, done -> {}, () -> false, new Lulls());

        assertThat(outcome).isEqualTo(Outcome.TAKEN_OVER);
        assertThat(crowd.heard).isEmpty();
        assertThat(work.courier().deliver(second, done -> {}, () -> false, new Lulls()))
                .isEqualTo(Outcome.DELIVERED);
        assertThat(crowd.heard).hasSize(1);
    }

    /** A server that fails within the moment before it wrote a lease to disk knows nothing of it when it is back. */
    @Test
    void an_owner_whose_lease_the_server_lost_cannot_finish_for_the_next() {
        shout(1);
        Delivery lost = claim().getFirst();
        jdbc.sql(
                        "update outbox.delivery set state = 'pending', owner = null, lease_until = null, token = 0 where listener = 'crowd.clap'")
                .update();
        Delivery held = claim().getFirst();
        assertThat(held.id()).isEqualTo(lost.id());

        assertThat(work.store().retry(lost, 1, work.clock().instant(), "It failed"))
                .isFalse();
        assertThat(work.store().finish(lost, work.clock().instant())).isFalse();
        assertThat(work.store().finish(held, work.clock().instant())).isTrue();
    }

    /** The twin of the first of these: whoever asks for the state alone finishes what another is delivering. */
    @Test
    void without_the_token_both_owners_would_finish() {
        shout(1);
        Delivery first = claim().getFirst();
        letLeasesRunOut();
        claim();

        int finishedWithoutToken = transaction.execute(status -> {
            status.setRollbackOnly();
            return jdbc.sql("""
                    update outbox.delivery
                       set state = 'done', owner = null, lease_until = null, finished_at = now()
                     where id = :id and state = 'in_progress'
                    """).param("id", first.id()).update();
        });

        assertThat(finishedWithoutToken).isEqualTo(1);
        assertThat(work.store().finish(first, work.clock().instant())).isFalse();
    }

    @Test
    void an_instance_with_the_role_of_worker_delivers_from_its_start_to_its_stop() throws Exception {
        var heard = new CountDownLatch(2);
        crowd.reactions.put("clap", event -> heard.countDown());
        crowd.reactions.put("whistle", event -> heard.countDown());
        assertThat(dispatcher.isAutoStartup())
                .as("tests play the role of web alone")
                .isFalse();
        dispatcher.start();
        try {
            shout(1);
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            dispatcher.stop();
        }

        assertThat(jdbc.sql("select string_agg(distinct state, ', ') from outbox.delivery")
                        .query(String.class)
                        .single())
                .isEqualTo("done");
    }

    @Test
    void a_few_in_one_transaction_are_all_delivered_or_none() {
        shout(5);
        var few = claim();
        assertThat(few).hasSize(5);

        crowd.reactions.put("clap", event -> {
            step(event);
            if (((Shouted) event).id().equals(bad(few))) throw new IllegalStateException("stumbled");
        });
        assertThat(work.courier().deliverTogether(clap(), few)).isFalse();
        assertThat(steps()).as("rolled back").isZero();
        assertThat(few.stream()
                        .map(one -> work.courier().deliver(one, done -> {}, () -> false, new Lulls()))
                        .toList())
                .containsOnlyOnce(Outcome.FAILED)
                .contains(Outcome.DELIVERED);
        assertThat(steps()).isEqualTo(4);
    }

    @Test
    void of_a_few_in_one_transaction_none_is_delivered_where_the_lease_of_one_was_taken_over() {
        crowd.reactions.put("clap", this::step);
        shout(2);
        var few = claim();
        letLeasesRunOut();
        var taken = work.store()
                .claim(
                        "other",
                        List.of(Room.of("crowd.clap", 1)),
                        1,
                        work.clock().instant());
        assertThat(taken.deliveries()).hasSize(1);

        assertThat(work.courier().deliverTogether(clap(), few)).isFalse();
        assertThat(steps()).isZero();

        var rest = claim();
        assertThat(work.courier().deliverTogether(clap(), rest)).isTrue();
        assertThat(steps()).isEqualTo(rest.size()).isOne();
    }

    @Test
    void a_delivery_whose_owner_died_is_delivered_by_another_and_the_death_counts() {
        shout(1);
        claim();
        assertThat(outbox.deliverDue().delivered()).as("only the sibling").isEqualTo(1);

        letLeasesRunOut();

        assertThat(outbox.deliverDue().delivered()).isEqualTo(1);
        assertThat(jdbc.sql("select attempts from outbox.delivery where listener = 'crowd.clap'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void a_clock_that_is_ten_minutes_ahead_takes_nobodys_lease() {
        shout(1);
        assertThat(claim()).hasSize(1);

        var ahead = work.store().claim("ahead", CLAP, 7, work.clock().instant().plus(Duration.ofMinutes(10)));

        assertThat(ahead.touched()).isZero();
    }

    @Test
    void a_renewed_lease_is_not_taken_over() {
        shout(1);
        var mine = claim();
        letLeasesRunOut();

        work.store().renew(mine);

        assertThat(claim()).isEmpty();
    }

    @Test
    @Proves("job-work-queue")
    void two_workers_on_one_database_deliver_everything_once() throws Exception {
        var heard = new CountDownLatch(400);
        crowd.reactions.put("clap", event -> heard.countDown());
        crowd.reactions.put("whistle", event -> heard.countDown());
        var one = worker("one");
        var two = worker("two");
        one.start();
        two.start();
        try {
            for (int i = 0; i < 20; i++) {
                shout(10);
            }
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            one.stop();
            two.stop();
        }

        assertThat(crowd.heard).hasSize(400).doesNotHaveDuplicates();
        assertThat(jdbc.sql("select count(*) from outbox.delivery where state = 'done'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(400);
    }

    /** A listener that holds its share of the lane goes on when one of its runs ends; by polling alone these take most of a minute. */
    @Test
    void a_backlog_of_one_listener_flows_without_anybody_ringing() throws Exception {
        var heard = new CountDownLatch(1_000);
        crowd.reactions.put("clap", event -> heard.countDown());
        shout(1_000);
        var worker = worker("one");
        worker.start();
        try {
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            worker.stop();
        }
    }

    @Test
    void a_commit_wakes_workers_elsewhere() throws Exception {
        var elsewhere = new Bell(jdbc);
        var ear = new Ear(database, elsewhere);
        ear.start();
        try {
            assertThat(elsewhere.await(Lane.USUAL, Duration.ofSeconds(10)))
                    .as("rung once when it begins to listen")
                    .isTrue();
            elsewhere.await(Lane.URGENT, Duration.ofSeconds(10));

            shout(1);

            assertThat(elsewhere.await(Lane.USUAL, Duration.ofSeconds(10))).isTrue();
            assertThat(elsewhere.await(Lane.URGENT, Duration.ofSeconds(10))).isTrue();
        } finally {
            ear.stop();
        }
    }

    @Test
    void a_stop_lets_what_runs_end_and_hands_back_the_rest_untried() throws Exception {
        var running = new CountDownLatch(4);
        var mayEnd = new CountDownLatch(1);
        crowd.reactions.put("clap", event -> {
            running.countDown();
            assertThat(mayEnd.await(20, TimeUnit.SECONDS)).isTrue();
        });
        shout(10);
        jdbc.sql("update outbox.delivery set attempts = 1")
                .update(); // each has its own transaction then, and four a connection
        var completions = new Completions(work.store(), work.clock());
        var lane = new LaneWorker(Lane.USUAL, "one", work, new Bell(jdbc), completions);
        lane.start();
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        lane.beginStop();
        mayEnd.countDown();
        lane.awaitStop(Duration.ofSeconds(20), Duration.ZERO);

        assertThat(jdbc.sql("""
                select string_agg(distinct state || ' ' || attempts, ', ') from outbox.delivery where listener = 'crowd.clap'
                """).query(String.class).single()).isEqualTo("done 2, pending 1");
    }

    @Test
    void a_listener_that_hangs_is_interrupted_by_a_stop_and_tried_again_later() throws Exception {
        var running = new CountDownLatch(1);
        crowd.reactions.put("whistle", event -> {
            running.countDown();
            new CountDownLatch(1).await();
        });
        shout(1);
        var completions = new Completions(work.store(), work.clock());
        var lane = new LaneWorker(Lane.URGENT, "one", work, new Bell(jdbc), completions);
        lane.start();
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        lane.beginStop();
        lane.awaitStop(Duration.ZERO, Duration.ofSeconds(20));

        assertThat(jdbc.sql("select state || ' ' || attempts from outbox.delivery where listener = 'crowd.whistle'")
                        .query(String.class)
                        .single())
                .isEqualTo("pending 0");
    }

    /** Claimed to be put off, all that waits would cost the most while nothing can be done. */
    @Test
    void while_the_outside_is_not_called_few_of_those_who_wait_for_it_are_claimed() throws Exception {
        crowd.reactions.put("whistle", event -> {
            throw new NotCalled(Untried.Others.ALL);
        });
        shoutAndHearAll(500, "clap");

        assertThat(claims("pending", "retry")).isBetween(1, 64);
    }

    /** Those that may not be repeated at present come first when they are due, and would take every place. */
    @Test
    void what_may_not_be_repeated_yet_leaves_the_way_to_what_is_new() throws Exception {
        shout(500);
        jdbc.sql(
                        "update outbox.delivery set state = 'retry', next_at = occurred_at, attempts = 1 where listener = 'crowd.whistle'")
                .update();
        crowd.reactions.put("whistle", event -> {
            if (Attempt.isRepeated()) throw new NotCalled(Untried.Others.REPEATED);
        });
        shoutAndHearAll(500, "whistle");

        assertThat(claims("retry")).isBetween(1, 64);
    }

    private void shoutAndHearAll(int times, String how) throws Exception {
        var heard = new CountDownLatch(times);
        var other = crowd.reactions.getOrDefault(how, _ -> {});
        crowd.reactions.put(how, event -> {
            other.to(event);
            heard.countDown();
        });
        var worker = worker("one");
        worker.start();
        try {
            shout(times);
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            worker.stop();
        }
    }

    /** How many of the deliveries to the one who whistles that are so now were claimed. */
    private int claims(String... states) {
        return jdbc.sql(
                        "select count(*) from outbox.delivery where listener = 'crowd.whistle' and token > 0 and state = any(:states)")
                .param("states", states)
                .query(Integer.class)
                .single();
    }

    /** An outside that is not called for a long time. */
    private static final class NotCalled extends RuntimeException implements Untried {

        private final Others others;

        NotCalled(Others others) {
            this.others = others;
        }

        @Override
        public Duration pause() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Others others() {
            return others;
        }
    }

    /** In one queue for all, a log-in code is the fifty-thousand-and-first. */
    @Test
    @Proves("job-priority-lanes")
    void urgent_work_does_not_wait_behind_a_backlog_of_bulk_that_hangs() throws Exception {
        var release = new CountDownLatch(1);
        var urgent = new CountDownLatch(1);
        crowd.reactions.put("follow", event -> release.await());
        crowd.reactions.put("whistle", event -> urgent.countDown());
        queueSteps(50_000);
        var worker = worker("one");
        worker.start();
        try {
            shout(1);

            assertThat(urgent.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(unfinishedSteps()).isEqualTo(50_000);
        } finally {
            release.countDown();
            worker.stop();
        }
    }

    @Test
    @Proves("job-priority-lanes")
    void bulk_moves_on_while_all_that_is_urgent_hangs() throws Exception {
        var release = new CountDownLatch(1);
        var bulk = new CountDownLatch(100);
        crowd.reactions.put("whistle", event -> release.await());
        crowd.reactions.put("follow", event -> bulk.countDown());
        shout(100);
        queueSteps(100);
        var worker = worker("one");
        worker.start();
        try {
            assertThat(bulk.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            release.countDown();
            worker.stop();
        }
    }

    /** An effect in the listener's transaction. */
    private void step(Object event) {
        events.publishEvent(new Stepped(((Shouted) event).words(), 1));
    }

    private long steps() {
        return jdbc.sql("select count(*) from outbox.delivery where listener = 'crowd.follow'")
                .query(Long.class)
                .single();
    }

    private DurableListener clap() {
        return Objects.requireNonNull(work.listeners().named("crowd.clap"));
    }

    private static UUID bad(List<Delivery> few) {
        return UUID.fromString(few.get(2).event().replaceAll(".*\"id\": *\"([^\"]+)\".*", "$1"));
    }

    private void queueSteps(int times) {
        jdbc.sql("""
                insert into outbox.delivery
                       (id, event_id, listener, key, event, occurred_at, state, attempts, token, actor, release)
                select gen_random_uuid(), gen_random_uuid(), 'crowd.follow', 'dancer ' || step,
                       jsonb_build_object('dancer', 'dancer ' || step, 'step', 1), now(), 'pending', 0, 0, 'system', 'test'
                  from generate_series(1, :times) as step
                """).param("times", times).update();
    }

    private long unfinishedSteps() {
        return jdbc.sql("select count(*) from outbox.delivery where listener = 'crowd.follow' and state <> 'done'")
                .query(Long.class)
                .single();
    }

    private Worker worker(String owner) {
        return new Worker(owner, work, new Bell(jdbc), database, meters);
    }

    private List<Delivery> claim() {
        return work.store().claim("somebody", CLAP, 7, work.clock().instant()).deliveries();
    }

    private void letLeasesRunOut() {
        jdbc.sql(
                        "update outbox.delivery set lease_until = clock_timestamp() - interval '1 second' where state = 'in_progress'")
                .update();
    }

    private void shout(int times) {
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < times; i++) {
                var id = Chance.id();
                events.publishEvent(new Shouted(id, id.toString()));
            }
        });
    }
}

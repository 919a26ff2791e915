package dev.fairground.platform.jobs;

import static dev.fairground.platform.jobs.Sweep.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.jobs.RecurringWork.Entry;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs that died, were frozen, or hang: found, noted, out of the way of the next, and without a late word or effect. */
@FairgroundTest
@Import(Sweep.class)
@Proves({"job-zombie-reaper", "job-run-ledger"})
class ZombieTest {

    private static final Entry HOURLY = Sweep.every(Duration.ofHours(1), Duration.ofHours(1));

    @Autowired
    Sweep sweep;

    @Autowired
    Turns turns;

    @Autowired
    RunLedger ledger;

    @Autowired
    JobWatch watch;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void forgetOtherTests() {
        jdbc.sql("delete from jobs.run").update();
        jdbc.sql("delete from jobs.turn").update();
        jdbc.sql("delete from jobs.set_aside").update();
    }

    @Test
    void a_run_whose_process_died_is_marked_lost_once_its_lease_is_over_and_not_before() {
        var dead = Chance.id();
        assertThat(turns.take("sweep", dead)).isNotNull();
        ledger.begin(dead, "sweep", RunLedger.Trigger.SCHEDULE, "system");

        watch.look();
        assertThat(states()).isEqualTo("running");
        leaseRunsOut();
        watch.look();

        assertThat(states()).isEqualTo("lost");
        var heartbeats = sweep.doing(HOURLY, run -> JobReport.NOTHING).heartbeats();
        assertThat(heartbeats).containsEntry("sweep", Heartbeat.DOWN);
    }

    @Test
    void a_run_that_was_frozen_while_another_finished_can_neither_commit_nor_speak_nor_end() throws Exception {
        jdbc.sql(
                        "insert into jobs.set_aside (job, item, error, since, last_at, times) values ('dust', 'x', 'x', '2026-01-01', '2026-01-01', 1)")
                .update();
        var frozen = new CountDownLatch(1);
        var wakes = new CountDownLatch(1);
        var said = new AtomicReference<Throwable>();
        var zombie = sweep.doing(HOURLY, run -> {
            frozen.countDown();
            await(wakes);
            said.set(thrownBy(() -> run.inBatches(
                    1,
                    most -> jdbc.sql("delete from jobs.set_aside where job = 'dust'")
                            .update())));
            assertThatThrownBy(() -> run.checkpoint("late")).isInstanceOf(Turn.TurnLost.class);
            assertThat(run.shouldStop()).isTrue();
            return JobReport.ok(7);
        });
        var successor = sweep.doing(HOURLY, run -> {
            run.checkpoint("in time");
            return JobReport.ok(1);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = threads.submit(() -> zombie.runNow("sweep", "system"));
            await(frozen);
            leaseRunsOut();
            successor.runNow("sweep", "system");

            wakes.countDown();
            late.get(20, TimeUnit.SECONDS);
        }

        assertThat(said.get()).isInstanceOf(Turn.TurnLost.class);
        assertThat(dust()).as("what it wanted to delete").isOne();
        assertThat(states()).isEqualTo("lost, succeeded");
        assertThat(ledger.lastCheckpoint("sweep")).hasValue("in time");
        assertThat(jdbc.sql("select sum(items_ok) from jobs.run")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    /** The transaction under a turn holds it: without that, the successor would begin between the look at the turn and the commit. */
    @Test
    void nobody_takes_a_turn_over_while_a_batch_under_it_commits() throws Exception {
        var inside = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var jobs = sweep.doing(
                HOURLY,
                run -> run.inBatches(2, most -> {
                    inside.countDown();
                    await(mayCommit);
                    return 1;
                }));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = threads.submit(() -> jobs.runNow("sweep", "system"));
            await(inside);

            assertThat(turns.take("sweep", Chance.id())).isNull();
            mayCommit.countDown();

            assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo(JobReport.ok(1));
        }
        assertThat(states()).isEqualTo("succeeded");
    }

    /** It ignores the interrupt, as a call that waits in foreign code may; the schedule must not wait with it. */
    @Test
    @Timeout(20)
    void a_run_that_hangs_loses_its_turn_and_the_next_one_begins() throws Exception {
        var hangs = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        var runs = new AtomicInteger();
        var interrupted = new CountDownLatch(1);
        var jobs = sweep.doing(Sweep.every(Duration.ofHours(1), Duration.ofMillis(50)), run -> {
            if (runs.incrementAndGet() == 1) {
                hangs.countDown();
                while (released.getCount() > 0) {
                    try {
                        released.await();
                    } catch (InterruptedException ignored) {
                        interrupted.countDown();
                    }
                }
            }
            return JobReport.NOTHING;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = threads.submit(() -> jobs.runDue("sweep", clock));
            await(hangs);
            await(interrupted);
            awaitFreeTurn();

            jobs.runDue("sweep", clock);
            assertThat(runs).hasValue(2);
            released.countDown();
            hanging.get(20, TimeUnit.SECONDS);
        }
        assertThat(states()).isEqualTo("lost, succeeded");
    }

    private static Throwable thrownBy(Runnable act) {
        return org.assertj.core.api.Assertions.catchThrowable(act::run);
    }

    /** The turn is given up a moment after the interrupt. */
    private void awaitFreeTurn() {
        while (jdbc.sql("select count(*) from jobs.turn").query(Integer.class).single() > 0) {
            Thread.onSpinWait();
        }
    }

    private void leaseRunsOut() {
        jdbc.sql("update jobs.turn set lease_until = clock_timestamp() - interval '1 second'")
                .update();
    }

    private int dust() {
        return jdbc.sql("select count(*) from jobs.set_aside where job = 'dust'")
                .query(Integer.class)
                .single();
    }

    private String states() {
        return jdbc.sql("select string_agg(state, ', ' order by state) from jobs.run where job = 'sweep'")
                .query(String.class)
                .single();
    }
}

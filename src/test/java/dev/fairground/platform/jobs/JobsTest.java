package dev.fairground.platform.jobs;

import static dev.fairground.platform.jobs.Sweep.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.jobs.RecurringWork.Entry;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@FairgroundTest
@Import(Sweep.class)
@Proves("job-run-ledger")
class JobsTest {

    @Autowired
    Turns turns;

    @Autowired
    RunLedger ledger;

    @Autowired
    SettableClock clock;

    @Autowired
    Sweep sweep;

    @Autowired
    Schedulers schedulers;

    @Autowired
    Here here;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    @Autowired
    Instance instance;

    @BeforeEach
    void forgetOtherTests() {
        clock.set(SettableClock.START);
        jdbc.sql("delete from jobs.run where job = 'sweep'").update();
        jdbc.sql("delete from jobs.set_aside").update();
        jdbc.sql("delete from jobs.scheduled_task").update();
    }

    @Test
    void a_run_is_noted_with_what_it_did_and_who_wanted_it() {
        var jobs = jobs(run -> JobReport.ok(3));

        assertThat(jobs.runNow("sweep", "member/somebody")).isEqualTo(JobReport.ok(3));

        assertThat(ledger()).isEqualTo("succeeded 3 0 person member/somebody");
    }

    @Test
    void a_job_that_throws_is_noted_and_its_turn_is_free_again() {
        var jobs = jobs(run -> {
            throw new IllegalStateException("broom\0 broke");
        });

        assertThatThrownBy(() -> jobs.runNow("sweep", "system")).hasMessageContaining("broke");
        assertThatThrownBy(() -> jobs.runNow("sweep", "system")).hasMessageContaining("broke");

        assertThat(ledger()).isEqualTo("failed 0 0 person system, failed 0 0 person system");
        assertThat(jobs.heartbeats()).containsEntry("sweep", Heartbeat.DOWN);
    }

    @Test
    void one_bad_item_is_set_aside_and_the_rest_go_on() {
        var bad = new AtomicInteger(7);
        var jobs = jobs(run -> run.eachOf(List.of(6, 7, 8), item -> "corner/" + item, item -> {
            if (item == bad.get()) {
                throw new java.io.IOException("spider");
            }
        }));

        assertThat(jobs.runNow("sweep", "system")).isEqualTo(new JobReport(2, 1));
        assertThat(jobs.runNow("sweep", "system")).isEqualTo(new JobReport(2, 1));
        assertThat(ledger()).isEqualTo("partial 2 1 person system, partial 2 1 person system");
        assertThat(jdbc.sql("select item || ' ' || times || ' ' || error from jobs.set_aside")
                        .query(String.class)
                        .single())
                .isEqualTo("corner/7 2 IOException: spider");

        bad.set(0);
        clock.advance(Duration.ofMinutes(2)); // until it is not left alone any more
        jobs.runNow("sweep", "system");
        assertThat(jdbc.sql("select count(*) from jobs.set_aside")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void two_runs_never_overlap_whoever_begins_them() throws Exception {
        var running = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        Function<JobRun, JobReport> slow = run -> {
            running.countDown();
            await(mayEnd);
            return JobReport.NOTHING;
        };
        var here = jobs(slow);
        var elsewhere = jobs(slow);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> here.runNow("sweep", "system"));
            await(running);

            refused("job-already-running", () -> elsewhere.runNow("sweep", "system"));
            elsewhere.runDue("sweep", clock);

            mayEnd.countDown();
            first.get(10, TimeUnit.SECONDS);
        }
        assertThat(ledger()).isEqualTo("succeeded 0 0 person system");
        assertThat(elsewhere.runNow("sweep", "system")).isEqualTo(JobReport.NOTHING);
    }

    @Test
    void the_turn_of_a_dead_run_is_taken_over_and_the_run_is_noted_as_lost() {
        var dead = Chance.id();
        assertThat(turns.take("sweep", dead)).isNotNull();
        ledger.begin(dead, "sweep", RunLedger.Trigger.SCHEDULE, "system");
        var jobs = jobs(run -> JobReport.NOTHING);
        refused("job-already-running", () -> jobs.runNow("sweep", "system"));
        refused("no-such-job", () -> jobs.runNow("mop", "system"));

        jdbc.sql("update jobs.turn set lease_until = clock_timestamp() - interval '1 second' where job = 'sweep'")
                .update();

        jobs.runNow("sweep", "system");
        assertThat(ledger()).isEqualTo("lost 0 0 schedule system, succeeded 0 0 person system");
    }

    @Test
    void a_ledger_that_cannot_be_written_breaks_no_job() {
        var jobs = jobs(run -> {
            run.checkpoint(""); // shorter than its constraint allows
            return JobReport.ok(-1); // and so is this
        });

        assertThat(jobs.runNow("sweep", "system")).isEqualTo(JobReport.ok(-1));
    }

    @Test
    void the_next_run_begins_where_the_last_one_left_word() {
        var jobs = jobs(run -> {
            run.checkpoint(run.checkpoint().map(place -> place + "+").orElse("door"));
            return JobReport.NOTHING;
        });

        jobs.runNow("sweep", "system");
        jobs.runNow("sweep", "system");

        assertThat(ledger.lastCheckpoint("sweep")).hasValue("door+");
    }

    @Test
    void two_schedulers_run_each_tick_once() throws Exception {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var ticks = new CountDownLatch(3);
        Function<JobRun, JobReport> tick = run -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            ticks.countDown();
            atOnce.decrementAndGet();
            return JobReport.NOTHING;
        };
        var one = new JobScheduler(instance, jobs(tick), database, time());
        var two = new JobScheduler(instance, jobs(tick), database, time());
        one.start();
        two.start();
        try {
            await(ticks);
        } finally {
            one.stop();
            two.stop();
        }

        assertThat(most).hasValue(1);
        assertThat(jdbc.sql("select count(*) from jobs.scheduled_task")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_job_without_an_entry_and_an_entry_without_a_job_stop_the_start() {
        var job = Sweep.job(run -> JobReport.NOTHING);

        assertThatThrownBy(() -> sweep.of(List.of(job), Map.of())).hasMessageContaining("[sweep]");
        assertThatThrownBy(() -> sweep.of(List.of(), Map.of("sweep", EVERY_TICK)))
                .hasMessageContaining("[sweep]");
        assertThatThrownBy(() -> sweep.of(List.of(job, job), Map.of("sweep", EVERY_TICK)))
                .hasMessageContaining("Two jobs");
    }

    private static final Entry EVERY_TICK = Sweep.every(Duration.ofMillis(10), Duration.ofMinutes(1));

    private Jobs jobs(Function<JobRun, JobReport> work) {
        return sweep.doing(EVERY_TICK, work);
    }

    private static void refused(String code, ThrowingCallable run) {
        assertThatThrownBy(run)
                .isInstanceOfSatisfying(
                        JobRefused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(code));
    }

    private SchedulerClock time() {
        return new SchedulerClock(Clock.systemUTC(), schedulers, here);
    }

    private String ledger() {
        return jdbc.sql("""
                select string_agg(state || ' ' || items_ok || ' ' || items_bad || ' ' || trigger || ' ' || actor, ', ' order by state)
                  from jobs.run
                 where job = 'sweep'
                """).query(String.class).single();
    }
}

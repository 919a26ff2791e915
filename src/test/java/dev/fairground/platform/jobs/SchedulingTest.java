package dev.fairground.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.fairground.platform.jobs.RecurringWork.Entry;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two schedulers on one database, moved through simulated days by hand, with the tasks of production. */
@FairgroundTest
@Import(Sweep.class)
@Proves("job-schedules-in-code")
class SchedulingTest {

    @Autowired
    Sweep sweep;

    @Autowired
    Schedulers schedulers;

    @Autowired
    Here here;

    @Autowired
    DataSource database;

    @Autowired
    JdbcClient jdbc;

    private Instant start = Instant.parse("2026-03-02T00:00:00Z");
    private final List<ManualScheduler> both = new ArrayList<>();
    private final Map<LocalDate, Integer> days = new HashMap<>();

    @BeforeEach
    void forgetOtherTests() {
        jdbc.sql("delete from jobs.scheduled_task").update();
        jdbc.sql("delete from jobs.run").update();
        jdbc.sql("delete from jobs.turn").update();
    }

    @Test
    void of_a_thousand_ticks_two_schedulers_run_each_once() {
        twoSchedulers(Sweep.every(Duration.ofHours(1), Duration.ofHours(1)), Duration.ZERO, run -> JobReport.NOTHING);

        for (int hour = 0; hour < 1_000; hour++) {
            both.forEach(ManualScheduler::runAnyDueExecutions);
            both.forEach(one -> one.tick(Duration.ofHours(1)));
        }

        assertThat(runs()).isEqualTo("1000 succeeded");
        System.out.printf("1000 ticks of two schedulers: %s%n", runs());
    }

    /** The days around both changes of the clocks in Berlin; the scheduler that is ahead comes first, and the other finds nothing due. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-03-26T00:00:00Z", "2026-10-22T00:00:00Z"})
    void with_clocks_ten_minutes_apart_each_day_has_one_run(Instant begin) {
        start = begin;
        twoSchedulers(Sweep.daily("02:30", "", "Europe/Berlin"), Duration.ofMinutes(10), run -> JobReport.NOTHING);

        for (int step = 0; step < 6 * 6 * 24; step++) {
            both.forEach(ManualScheduler::runAnyDueExecutions);
            both.forEach(one -> one.tick(Duration.ofMinutes(10)));
        }

        assertThat(days)
                .hasSize(6)
                .allSatisfy((day, runs) -> assertThat(runs).as("%s", day).isOne());
        assertThat(runs()).isEqualTo("6 succeeded");
    }

    /** The one that is ahead takes the other's run for dead, since its last sign is ten minutes old by the wrong clock. */
    @Test
    void a_scheduler_that_takes_a_running_job_for_dead_cannot_run_it_a_second_time() {
        var entry = Sweep.every(Duration.ofHours(1), Duration.ofHours(1));
        twoSchedulers(entry, Duration.ofMinutes(10), run -> {
            both.getLast().runDeadExecutionDetection();
            both.getLast().runAnyDueExecutions();
            return JobReport.NOTHING;
        });

        both.getFirst().tick(Duration.ofHours(1));
        both.getFirst().runAnyDueExecutions();

        assertThat(runs()).isEqualTo("1 succeeded");
    }

    @Test
    void when_one_dies_the_other_goes_on() {
        twoSchedulers(Sweep.every(Duration.ofHours(1), Duration.ofHours(1)), Duration.ZERO, run -> JobReport.NOTHING);
        both.removeFirst();

        for (int hour = 0; hour < 10; hour++) {
            both.forEach(ManualScheduler::runAnyDueExecutions);
            both.forEach(one -> one.tick(Duration.ofHours(1)));
        }

        assertThat(runs()).isEqualTo("10 succeeded");
    }

    @Test
    void schedulers_whose_own_clocks_differ_count_by_the_databases() {
        for (var ahead : List.of(Duration.ofMinutes(10), Duration.ofMinutes(-10), Duration.ofDays(-300))) {
            var time = new SchedulerClock(Clock.fixed(start.plus(ahead), ZoneOffset.UTC), schedulers, here);

            time.polled();

            assertThat(time.instant()).as("%s", ahead).satisfies(this::isTheDatabases);
        }
    }

    /** For the seconds until the next sign, each job would be due, and what runs then would next be due in three days. */
    @ParameterizedTest
    @ValueSource(strings = {"P3D", "PT-2H"})
    void a_jump_of_a_schedulers_own_clock_does_not_move_its_time(Duration jump) {
        var own = new dev.fairground.testing.SettableClock();
        var time = new SchedulerClock(own, schedulers, here);
        time.polled();

        own.advance(jump);

        assertThat(time.instant()).satisfies(this::isTheDatabases);
    }

    private void isTheDatabases(Instant time) {
        var polled = schedulers.seen().getFirst().polledAt();
        assertThat(time).isBetween(polled, polled.plus(Duration.ofMinutes(1)));
    }

    private void twoSchedulers(Entry entry, Duration apart, Function<JobRun, JobReport> work) {
        both.add(scheduler(entry, start, work));
        both.add(scheduler(entry, start.plus(apart), work));
        both.forEach(ManualScheduler::start);
    }

    private ManualScheduler scheduler(Entry entry, Instant begin, Function<JobRun, JobReport> work) {
        var clock = new SettableClock();
        clock.set(begin);
        var jobs = sweep.doing(entry, run -> {
            days.merge(LocalDate.ofInstant(clock.now(), ZoneOffset.UTC), 1, Integer::sum);
            return work.apply(run);
        });
        return TestHelper.createManualScheduler(database)
                .tableName("jobs.scheduled_task")
                .startTasks(new ArrayList<>(JobScheduler.tasks(jobs, clock::now)))
                .clock(clock)
                .build();
    }

    private String runs() {
        return jdbc.sql("select string_agg(n || ' ' || state, ', ') from (select state, count(*) as n from jobs.run"
                        + " group by state) counted")
                .query(String.class)
                .single();
    }
}

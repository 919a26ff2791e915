package dev.fairground.platform.jobs;

import static dev.fairground.testing.RowFixture.aRow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.Rows;
import dev.fairground.testing.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an alarm can be built on: failures in a row, the age of the last success, and schedulers that fell silent. */
@FairgroundTest
class JobMetersTest {

    private static final String JOB = "outbox-purge";

    @Autowired
    JobWatch watch;

    @Autowired
    Schedulers schedulers;

    @Autowired
    JobViews views;

    @Autowired
    SettableClock clock;

    @Autowired
    MeterRegistry meters;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void forgetOtherTests() {
        for (var table : new String[] {"run", "scheduler", "set_aside", "pause", "wish", "beat"}) {
            jdbc.sql("delete from jobs." + table).update();
        }
        clock.set(SettableClock.START);
    }

    @AfterEach
    void noonAgain() {
        clock.set(SettableClock.START);
    }

    @Test
    void failures_in_a_row_are_counted_and_one_success_ends_the_count() {
        run("succeeded", 5);
        run("failed", 4);
        run("lost", 3);
        aRow("jobs.set_aside").with("job", JOB).in(Rows.in(jdbc));

        watch.look();
        assertThat(gauge("failures")).isEqualTo(2);
        assertThat(gauge("down")).isEqualTo(1);
        assertThat(gauge("set.aside")).isEqualTo(1);
        assertThat(gauge("success.age")).isEqualTo(Duration.ofHours(5).toSeconds());

        run("partial", 0);
        watch.look();
        assertThat(gauge("failures")).isZero();
        assertThat(gauge("down")).isZero();
        assertThat(gauge("success.age")).isZero();
    }

    @Test
    void a_job_without_success_has_no_age_that_could_be_taken_for_one() {
        watch.look();

        assertThat(meters.find("fairground.jobs.success.age").tag("job", JOB).gauge())
                .isNull();
    }

    @Test
    void a_scheduler_that_fell_silent_is_seen_by_those_that_did_not() {
        watch.look();
        assertThat(meters.get("fairground.jobs.schedulers").gauge().value()).isZero();

        schedulers.polled("one", "test");
        schedulers.polled("two", "test");
        watch.look();
        assertThat(meters.get("fairground.jobs.schedulers").gauge().value()).isEqualTo(2);
        assertThat(meters.get("fairground.jobs.schedulers.silence").gauge().value())
                .isLessThan(60);
        assertThat(views.schedulersAwake()).isEqualTo(2);

        jdbc.sql("update jobs.scheduler set polled_at = polled_at - interval '2 minutes' where name = 'one'")
                .update();
        watch.look();
        assertThat(meters.get("fairground.jobs.schedulers").gauge().value()).isEqualTo(1);

        jdbc.sql("update jobs.scheduler set polled_at = polled_at - interval '4 days'")
                .update();
        watch.look();
        assertThat(meters.get("fairground.jobs.schedulers").gauge().value()).isZero();
        assertThat(meters.get("fairground.jobs.schedulers.silence").gauge().value())
                .as("the last one that looked is never forgotten")
                .isGreaterThan(Duration.ofDays(3).toSeconds());
        assertThat(schedulers.seen()).hasSize(1);
    }

    private void run(String state, int hoursAgo) {
        var at = clock.instant().minus(Duration.ofHours(hoursAgo)).toString();
        aRow("jobs.run")
                .with("job", JOB)
                .with("started_at", at)
                .with("ended_at", at)
                .being("state", state)
                .in(Rows.in(jdbc));
    }

    @Test
    @Proves("db-backups-tested")
    void work_outside_of_the_schedule_is_missed_once_its_time_is_over() {
        var due = SettableClock.START.plusSeconds(300);
        aRow("jobs.beat").with("name", "backup").with("next_by", due.toString()).in(Rows.in(jdbc));

        clock.set(due);
        watch.look();
        assertThat(overdue()).isZero();

        clock.set(due.plusSeconds(90));
        watch.look();
        assertThat(overdue()).isEqualTo(90);
    }

    private double overdue() {
        return meters.get("fairground.jobs.beat.overdue")
                .tag("beat", "backup")
                .gauge()
                .value();
    }

    private double gauge(String name) {
        return meters.get("fairground.jobs." + name).tag("job", JOB).gauge().value();
    }
}

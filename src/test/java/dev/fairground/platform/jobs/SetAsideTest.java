package dev.fairground.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One bad item among many: it costs its own try, less and less often, until it goes well or somebody wants it tried at once. */
@FairgroundTest
@Import(Sweep.class)
@Proves("job-poison-row")
class SetAsideTest {

    private static final List<Integer> CORNERS =
            IntStream.range(0, 1_000).boxed().toList();

    @Autowired
    Sweep sweep;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final AtomicInteger bad = new AtomicInteger(500);
    private final AtomicInteger tries = new AtomicInteger();

    @BeforeEach
    void forgetOtherTests() {
        jdbc.sql("delete from jobs.set_aside").update();
        jdbc.sql("delete from jobs.run").update();
        clock.set(SettableClock.START);
    }

    @AfterEach
    void noonAgain() {
        clock.set(SettableClock.START);
    }

    @Test
    void one_bad_item_among_a_thousand_is_set_aside_once_and_goes_through_after_its_repair() {
        var jobs = sweeping(CORNERS);

        assertThat(jobs.runNow("sweep", "system")).isEqualTo(new JobReport(999, 1));
        assertThat(jobs.runNow("sweep", "system")).isEqualTo(new JobReport(999, 1));
        assertThat(jobs.runNow("sweep", "system")).as("it rests now").isEqualTo(JobReport.ok(999));
        assertThat(items()).isEqualTo("corner/500 2 IllegalStateException: spider");
        assertThat(states()).isEqualTo("partial, partial, succeeded");

        bad.set(-1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(jobs.runNow("sweep", "system")).isEqualTo(JobReport.ok(1_000));
        assertThat(items()).isEmpty();
    }

    @Test
    void the_rest_grows_with_each_failure_and_ends_at_a_few_hours() {
        var jobs = sweeping(List.of(500));

        for (int runs = 0; runs < 24 * 6; runs++) {
            jobs.runNow("sweep", "system");
            clock.advance(Duration.ofMinutes(10));
        }

        assertThat(tries).as("of 144 runs in a day").hasValueBetween(9, 12);
    }

    private Jobs sweeping(List<Integer> corners) {
        return sweep.doing(
                Sweep.every(Duration.ofMinutes(1), Duration.ofMinutes(1)),
                run -> run.eachOf(corners, item -> "corner/" + item, this::sweepCorner));
    }

    private void sweepCorner(int corner) {
        if (corner == bad.get()) {
            tries.incrementAndGet();
            throw new IllegalStateException("spider");
        }
    }

    private String items() {
        return jdbc.sql(
                        "select coalesce(string_agg(item || ' ' || times || ' ' || error, ', '), '') from jobs.set_aside")
                .query(String.class)
                .single();
    }

    private String states() {
        return jdbc.sql("select string_agg(state, ', ' order by state) from jobs.run")
                .query(String.class)
                .single();
    }
}

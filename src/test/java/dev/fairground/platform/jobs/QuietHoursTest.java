package dev.fairground.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Heavy work begins in quiet hours only, stops at their end wherever it is, and goes on there the next night. */
@FairgroundTest
@Import(Sweep.class)
class QuietHoursTest {

    private static final int CORNERS = 100;

    @Autowired
    Sweep sweep;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final AtomicInteger swept = new AtomicInteger();

    @BeforeEach
    void forgetOtherTests() {
        jdbc.sql("delete from jobs.run").update();
    }

    @AfterEach
    void noonAgain() {
        clock.set(SettableClock.START);
    }

    @Test
    void it_stops_at_the_end_of_the_night_and_goes_on_the_next() {
        var jobs = sweep.doing(Sweep.daily("03:00", "05:00", "UTC"), run -> run.inBatches(1, this::sweepForAnHour));

        at("2026-11-02T03:00:00Z");
        jobs.runDue("sweep", clock);
        assertThat(swept).as("from three to five").hasValue(2);

        at("2026-11-03T03:00:00Z");
        jobs.runDue("sweep", clock);
        assertThat(swept).hasValue(4);
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void each_item_is_a_place_to_stop_too() {
        var jobs = sweep.doing(
                Sweep.daily("03:00", "05:00", "UTC"),
                run -> run.eachOf(java.util.List.of(1, 2, 3, 4), item -> "corner/" + item, item -> sweepForAnHour(1)));

        at("2026-11-02T03:00:00Z");
        jobs.runDue("sweep", clock);

        assertThat(swept).hasValue(2);
    }

    /** A scheduler that was away all night finds the run overdue in the morning. */
    @Test
    void a_run_that_was_missed_is_not_made_up_for_by_day() {
        var jobs = sweep.doing(Sweep.daily("03:00", "05:00", "UTC"), run -> run.inBatches(1, this::sweepForAnHour));

        at("2026-11-02T09:00:00Z");
        jobs.runDue("sweep", clock);

        assertThat(runs()).isZero();
    }

    @Test
    void a_person_who_wants_it_by_day_gets_it_to_its_end() {
        var jobs = sweep.doing(Sweep.daily("03:00", "05:00", "UTC"), run -> run.inBatches(1, this::sweepForAnHour));

        at("2026-11-02T09:00:00Z");
        jobs.runNow("sweep", "member/somebody");

        assertThat(swept).hasValue(CORNERS);
    }

    private int sweepForAnHour(int most) {
        if (swept.get() == CORNERS) {
            return 0;
        }
        swept.incrementAndGet();
        clock.advance(Duration.ofHours(1));
        return most;
    }

    private void at(String time) {
        clock.set(Instant.parse(time));
    }

    private int runs() {
        return jdbc.sql("select count(*) from jobs.run").query(Integer.class).single();
    }
}

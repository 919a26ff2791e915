package dev.fairground.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.fairground.platform.jobs.RecurringWork.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RecurringWorkTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Entry NIGHTLY =
            new Entry(null, LocalTime.of(2, 30), null, BERLIN, Duration.ofHours(1), "while people sleep");

    @Test
    void on_the_day_that_skips_the_hour_it_runs_an_hour_later() {
        assertThat(after(NIGHTLY, "2026-03-28T12:00:00Z")).isEqualTo("2026-03-29T01:30:00Z");
    }

    @Test
    void on_the_day_that_repeats_the_hour_it_runs_once() {
        assertThat(after(NIGHTLY, "2026-10-24T12:00:00Z")).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(after(NIGHTLY, "2026-10-25T00:31:00Z")).isEqualTo("2026-10-26T01:30:00Z");
    }

    @Test
    void an_entry_says_either_every_or_at_in_a_zone() {
        assertThat(NIGHTLY.isEitherEveryOrAt()).isTrue();
        assertThat(new Entry(Duration.ofHours(1), null, null, null, Duration.ZERO, "x").isEitherEveryOrAt())
                .isTrue();
        assertThat(new Entry(null, LocalTime.NOON, null, null, Duration.ZERO, "x").isEitherEveryOrAt())
                .isFalse();
        assertThat(new Entry(Duration.ofHours(1), LocalTime.NOON, null, BERLIN, Duration.ZERO, "x").isEitherEveryOrAt())
                .isFalse();
        assertThat(new Entry(Duration.ZERO, null, null, null, Duration.ZERO, "x").isEitherEveryOrAt())
                .isFalse();
    }

    @Test
    void quiet_hours_may_last_over_midnight_and_are_as_long_as_the_clock_on_the_wall_says() {
        var night = Sweep.daily("23:00", "05:00", "Europe/Berlin");

        assertThat(night.isOpenAt(Instant.parse("2026-06-10T20:59:59Z"))).isFalse();
        assertThat(night.isOpenAt(Instant.parse("2026-06-10T21:00:00Z"))).isTrue();
        assertThat(night.isOpenAt(Instant.parse("2026-06-11T02:59:59Z"))).isTrue();
        assertThat(night.isOpenAt(Instant.parse("2026-06-11T03:00:00Z"))).isFalse();
        assertThat(night.isOpenAt(Instant.parse("2026-12-11T03:59:59Z"))).isTrue();
        assertThat(night.isOpenAt(Instant.parse("2026-12-11T04:00:00Z"))).isFalse();
        assertThat(Sweep.daily("03:00", "03:00", "UTC").isUntilAfterAt()).isFalse();
        assertThat(NIGHTLY.isOpenAt(Instant.parse("2026-06-10T12:00:00Z"))).isTrue();
    }

    @Test
    void when_it_runs_is_said_in_words() {
        assertThat(NIGHTLY.cadence()).isEqualTo("daily at 02:30 Europe/Berlin");
        assertThat(Sweep.daily("03:10", "05:00", "UTC").cadence()).isEqualTo("daily at 03:10 UTC until 05:00");
        assertThat(Sweep.every(Duration.ofMinutes(90), Duration.ZERO).cadence()).isEqualTo("every 1h30m");
    }

    private static Instant after(Entry entry, String done) {
        Instant at = Instant.parse(done);
        var execution = new Execution(at, new TaskInstance<Void>("sweep", "recurring"));
        return entry.schedule().getNextExecutionTime(ExecutionComplete.success(execution, at, at));
    }
}

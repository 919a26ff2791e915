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
            new Entry(null, LocalTime.of(2, 30), BERLIN, Duration.ofHours(1), "while people sleep");

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
        assertThat(new Entry(Duration.ofHours(1), null, null, Duration.ZERO, "x").isEitherEveryOrAt())
                .isTrue();
        assertThat(new Entry(null, LocalTime.NOON, null, Duration.ZERO, "x").isEitherEveryOrAt())
                .isFalse();
        assertThat(new Entry(Duration.ofHours(1), LocalTime.NOON, BERLIN, Duration.ZERO, "x").isEitherEveryOrAt())
                .isFalse();
        assertThat(new Entry(Duration.ZERO, null, null, Duration.ZERO, "x").isEitherEveryOrAt())
                .isFalse();
    }

    private static Instant after(Entry entry, String done) {
        Instant at = Instant.parse(done);
        var execution = new Execution(at, new TaskInstance<Void>("sweep", "recurring"));
        return entry.schedule().getNextExecutionTime(ExecutionComplete.success(execution, at, at));
    }
}

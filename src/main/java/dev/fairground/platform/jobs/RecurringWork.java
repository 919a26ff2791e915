package dev.fairground.platform.jobs;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.fairground.platform.practices.Shows;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** All recurring work there is, by name: the part {@code fairground.jobs} of {@code application.yml}. */
@Validated
@ConfigurationProperties("fairground")
record RecurringWork(@NotNull Map<String, @Valid Entry> jobs) {

    Entry entry(String job) {
        return Objects.requireNonNull(jobs.get(job), job);
    }

    /**
     * When one job runs.
     *
     * @param every the pause between the end of a run and the next; or else
     * @param at the time of day, in {@code zone}; on a day whose clocks skip it, it runs an hour later, and where they repeat it, once
     * @param until the time of day at which quiet hours end: the schedule begins no run after it, not even one that was missed, and a run
     *     under way ends and leaves the rest to the next night; null for work that bothers nobody by day
     * @param grace how late a success may be before somebody should look, and how long a run may take before it counts as hanging
     * @param reason why it runs at all, and why then
     */
    record Entry(
            @Nullable Duration every,
            @Nullable LocalTime at,
            @Nullable LocalTime until,
            @Nullable ZoneId zone,
            @NotNull Duration grace,
            @NotBlank String reason) {

        @AssertTrue(message = "must say either every, or at and zone")
        boolean isEitherEveryOrAt() {
            return every != null ? at == null && zone == null && every.isPositive() : at != null && zone != null;
        }

        @AssertTrue(message = "has quiet hours only from a time of day on, and not for the whole day")
        boolean isUntilAfterAt() {
            return until == null || at != null && !until.equals(at);
        }

        Schedule schedule() {
            return every != null ? Schedules.fixedDelay(every) : Schedules.daily(zone, at);
        }

        /** The longest time from one run to the next, without the grace. */
        Duration period() {
            return every != null ? every : Duration.ofHours(25); // the day on which clocks go back
        }

        /** When it runs, in words: {@code every 5m}, or {@code daily at 03:10 UTC until 05:00}. */
        String cadence() {
            return every != null
                    ? "every " + words(every)
                    : "daily at " + at + " " + zone + (until == null ? "" : " until " + until);
        }

        /** As people write it: {@code 1h30m}. */
        static String words(Duration duration) {
            return duration.toString().substring(2).toLowerCase(Locale.ROOT);
        }

        /** Whether the schedule may run it at this moment. */
        @Shows("job-batch-off-peak")
        boolean isOpenAt(Instant now) {
            if (at == null || until == null) {
                return true;
            }
            var time = now.atZone(Objects.requireNonNull(zone)).toLocalTime();
            boolean begun = !time.isBefore(at);
            boolean over = !time.isBefore(until);
            return at.isBefore(until) ? begun && !over : begun || !over; // else the quiet hours last over midnight
        }
    }
}

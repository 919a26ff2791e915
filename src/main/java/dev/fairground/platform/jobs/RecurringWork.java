package dev.fairground.platform.jobs;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** All recurring work there is, by name: the part {@code fairground.jobs} of {@code application.yml}. */
@Validated
@ConfigurationProperties("fairground")
record RecurringWork(@NotNull Map<String, @Valid Entry> jobs) {

    /**
     * When one job runs.
     *
     * @param every the pause between the end of a run and the next; or else
     * @param at the time of day, in {@code zone}; on a day whose clocks skip it, it runs an hour later, and where they repeat it, once
     * @param grace how late a success may be before somebody should look
     * @param reason why it runs at all, and why then
     */
    record Entry(
            @Nullable Duration every,
            @Nullable LocalTime at,
            @Nullable ZoneId zone,
            @NotNull Duration grace,
            @NotBlank String reason) {

        @AssertTrue(message = "must say either every, or at and zone")
        boolean isEitherEveryOrAt() {
            return every != null ? at == null && zone == null && every.isPositive() : at != null && zone != null;
        }

        Schedule schedule() {
            return every != null ? Schedules.fixedDelay(every) : Schedules.daily(zone, at);
        }

        /** The longest time from one run to the next, without the grace. */
        Duration period() {
            return every != null ? every : Duration.ofHours(25); // the day on which clocks go back
        }
    }
}

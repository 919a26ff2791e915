package dev.fairground.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.jobs.Heartbeat.History;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofMinutes(10);

    @Test
    void a_success_keeps_a_job_up_for_its_period_late_for_its_grace_and_then_it_is_down() {
        var succeeded = new History(false, false, NOON, null);

        assertThat(at(succeeded, HOUR)).isEqualTo(Heartbeat.UP);
        assertThat(at(succeeded, HOUR.plusSeconds(1))).isEqualTo(Heartbeat.LATE);
        assertThat(at(succeeded, HOUR.plus(GRACE))).isEqualTo(Heartbeat.LATE);
        assertThat(at(succeeded, HOUR.plus(GRACE).plusSeconds(1))).isEqualTo(Heartbeat.DOWN);
    }

    @Test
    void a_failure_is_down_at_once() {
        assertThat(at(new History(false, true, NOON, null), Duration.ZERO)).isEqualTo(Heartbeat.DOWN);
    }

    @Test
    void a_run_that_began_and_does_not_end_is_down_although_it_beats_no_more_nor_less() {
        var hanging = new History(false, false, null, NOON);

        assertThat(at(hanging, HOUR)).isEqualTo(Heartbeat.NEW);
        assertThat(at(hanging, HOUR.plus(GRACE).plusSeconds(1))).isEqualTo(Heartbeat.DOWN);
    }

    @Test
    void a_paused_job_is_paused_however_long_ago_it_succeeded() {
        assertThat(at(new History(true, true, NOON, null), Duration.ofDays(9))).isEqualTo(Heartbeat.PAUSED);
    }

    private static Heartbeat at(History history, Duration afterNoon) {
        return Heartbeat.of(history, HOUR, GRACE, NOON.plus(afterNoon));
    }
}

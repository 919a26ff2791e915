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
        var succeeded = new History(false, 0, NOON, null, 0);

        assertThat(at(succeeded, HOUR)).isEqualTo(Heartbeat.UP);
        assertThat(at(succeeded, HOUR.plusSeconds(1))).isEqualTo(Heartbeat.LATE);
        assertThat(at(succeeded, HOUR.plus(GRACE))).isEqualTo(Heartbeat.LATE);
        assertThat(at(succeeded, HOUR.plus(GRACE).plusSeconds(1))).isEqualTo(Heartbeat.DOWN);
    }

    @Test
    void a_failure_is_down_at_once() {
        assertThat(at(new History(false, 1, NOON, null, 0), Duration.ZERO)).isEqualTo(Heartbeat.DOWN);
    }

    @Test
    void a_run_that_began_and_does_not_end_within_the_grace_is_down_however_fresh_the_last_success() {
        var first = new History(false, 0, null, NOON, 0);
        var again = new History(false, 0, NOON, NOON, 0);

        assertThat(at(first, GRACE)).isEqualTo(Heartbeat.NEW);
        assertThat(at(first, GRACE.plusSeconds(1))).isEqualTo(Heartbeat.DOWN);
        assertThat(at(again, GRACE)).isEqualTo(Heartbeat.UP);
        assertThat(at(again, GRACE.plusSeconds(1))).isEqualTo(Heartbeat.DOWN);
    }

    @Test
    void a_paused_job_is_paused_however_long_ago_it_succeeded() {
        assertThat(at(new History(true, 1, NOON, null, 0), Duration.ofDays(9))).isEqualTo(Heartbeat.PAUSED);
    }

    private static Heartbeat at(History history, Duration afterNoon) {
        return Heartbeat.of(history, Sweep.every(HOUR, GRACE), NOON.plus(afterNoon));
    }
}

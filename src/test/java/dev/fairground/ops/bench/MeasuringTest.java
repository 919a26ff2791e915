package dev.fairground.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tools that measure are right, whatever they measure. */
class MeasuringTest {

    @Test
    void percentiles_are_those_of_all_values_and_not_of_buckets() {
        var latencies = new Latencies();
        for (int value = 10_000; value >= 1; value--) latencies.add(value);

        assertThat(latencies.count()).isEqualTo(10_000);
        assertThat(latencies.percentile(0.5)).isEqualTo(Duration.ofNanos(5_000));
        assertThat(latencies.percentile(0.999)).isEqualTo(Duration.ofNanos(9_990));
        assertThat(latencies.percentile(1)).isEqualTo(Duration.ofNanos(10_000));
        assertThat(new Latencies().percentile(0.99)).isEqualTo(Duration.ZERO);
    }

    /** Who waited for the first answer would send nothing more, and this would never end. */
    @Test
    @Timeout(20)
    void visitors_come_whether_the_first_is_served_or_not() {
        var third = new CountDownLatch(3);
        var due = new ConcurrentLinkedQueue<Long>();

        OpenLoop.run(1_000, Duration.ofMillis(50), new Random(7), (_, at) -> {
            due.add(at);
            third.countDown();
            await(third);
        });

        assertThat(due).hasSizeGreaterThan(10);
    }

    @Test
    void a_recording_has_each_statement_with_its_parameters_in_order() {
        var recording = Recording.parse("""
                2026-11-21 10:00:00.000 UTC [7] LOG:  execute <unnamed>: BEGIN
                2026-11-21 10:00:00.001 UTC [7] LOG:  execute S_1: select a
                \t  from b
                \t where c = $1 and d = any($2)
                2026-11-21 10:00:00.001 UTC [7] DETAIL:  Parameters: $1 = 'it''s, $2 = ''x''', $2 = NULL
                2026-11-21 10:00:00.002 UTC [7] LOG:  execute <unnamed>:
                2026-11-21 10:00:00.003 UTC [7] LOG:  checkpoint starting: time
                2026-11-21 10:00:00.004 UTC [7] LOG:  execute S_2: COMMIT
                """).ours();

        assertThat(recording.statements())
                .extracting(Recording.Statement::sql)
                .containsExactly("BEGIN", "select a\n\t  from b\n\t where c = ? and d = any(?)", "COMMIT");
        assertThat(recording.with("from b").parameters()).isEqualTo(Arrays.asList("it's, $2 = 'x'", null));
        assertThat(recording.with("COMMIT").parameters()).isEqualTo(List.of());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}

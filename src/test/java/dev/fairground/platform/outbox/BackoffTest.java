package dev.fairground.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void the_bound_doubles_up_to_a_quarter_of_an_hour() {
        assertThat(Backoff.bound(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Backoff.bound(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Backoff.bound(10)).isEqualTo(Duration.ofSeconds(512));
        assertThat(Backoff.bound(11)).isEqualTo(Duration.ofMinutes(15));
        assertThat(Backoff.bound(1000)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void waits_fill_the_whole_range_so_that_failures_do_not_return_together() {
        var random = new Random(7);
        var waits = IntStream.range(0, 1000)
                .mapToObj(draw -> Backoff.after(5, random))
                .toList();

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(1), Duration.ofSeconds(16)));
        assertThat(waits).anySatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(1)));
        assertThat(waits).anySatisfy(wait -> assertThat(wait).isGreaterThan(Duration.ofSeconds(15)));
    }

    @Test
    void all_waits_together_are_shorter_than_what_the_limit_promises() {
        var longest = IntStream.range(1, Backoff.MAX_ATTEMPTS)
                .mapToObj(Backoff::bound)
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(longest).isLessThanOrEqualTo(Duration.ofMinutes(78));
    }
}

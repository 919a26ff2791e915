package dev.fairground.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountApiCallsTest {

    @Test
    void clients_beyond_the_bound_are_counted_together_and_the_known_ones_as_before() {
        var calls = new CountApiCalls(new SimpleMeterRegistry());

        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(client -> calls.bounded("c" + client))
                        .distinct())
                .hasSize(CountApiCalls.CLIENTS + 1)
                .contains("c0", "other");
        assertThat(calls.bounded("c0")).isEqualTo("c0");
        assertThat(calls.bounded("c9999")).isEqualTo("other");
    }
}

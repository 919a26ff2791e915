package dev.fairground.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.integrations.Attempt.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

    private final Random random = new Random(7);

    @Test
    void ten_tries_take_three_days() {
        assertThat(IntStream.rangeClosed(1, 9)
                        .mapToObj(tries -> wait(tries, null))
                        .reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(72), Duration.ofHours(80));
        assertThat(Patience.after(10, null, random)).isEmpty();
    }

    @Test
    void what_failed_together_does_not_return_together() {
        var waits = IntStream.range(0, 100).mapToObj(_ -> wait(3, null)).distinct();

        assertThat(waits)
                .hasSizeGreaterThan(90)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(33)));
    }

    @Test
    void a_receiver_may_ask_for_a_longer_wait_but_not_for_ever() {
        assertThat(wait(1, Duration.ofMinutes(10))).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        assertThat(wait(1, Duration.ofSeconds(1))).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(66));
        assertThat(wait(1, Duration.ofDays(999))).isBetween(Duration.ofHours(6), Duration.ofHours(7));
        assertThat(wait(6, Duration.ofMinutes(10))).isGreaterThanOrEqualTo(Duration.ofHours(10));
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "204, DELIVERED",
        "299, DELIVERED",
        "301, FAILED",
        "307, FAILED",
        "400, REFUSED",
        "401, REFUSED",
        "404, REFUSED",
        "422, REFUSED",
        "408, FAILED",
        "429, FAILED",
        "410, GONE",
        "500, FAILED",
        "503, FAILED"
    })
    void an_answer_says_what_follows(int status, Verdict verdict) {
        assertThat(attempt(status, null).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN_ADDRESS, REFUSED",
        "UNKNOWN_HOST, FAILED",
        "NO_CONNECTION, FAILED",
        "NO_TRUST, FAILED",
        "TOO_SLOW, FAILED",
        "BROKEN, FAILED"
    })
    void no_answer_is_worth_another_try_unless_the_address_is_forbidden(String trouble, Verdict verdict) {
        assertThat(attempt(null, trouble).verdict()).isEqualTo(verdict);
    }

    private Duration wait(int tries, @Nullable Duration asked) {
        return Patience.after(tries, asked, random).orElseThrow();
    }

    private static Attempt attempt(@Nullable Integer status, @Nullable String trouble) {
        return new Attempt(Instant.EPOCH, Duration.ZERO, status, trouble, "", null);
    }
}

package dev.fairground.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Proves;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Proves("db-read-replica-routing")
class FollowerLagTest {

    private final FollowerLag lag = new FollowerLag();

    @Test
    void a_follower_lags_as_long_as_the_primary_was_last_where_it_is_now() {
        lag.primaryWas(100, seconds(1));
        assertThat(lag.followerIs(100, seconds(1))).isZero();
        lag.primaryWas(200, seconds(2));
        lag.primaryWas(300, seconds(3));
        assertThat(lag.followerIs(250, seconds(4))).isEqualTo(Duration.ofSeconds(2));
        assertThat(lag.followerIs(300, seconds(4))).isEqualTo(Duration.ofSeconds(1));
    }

    /** Asked itself, it would say that it has replayed all that it got. */
    @Test
    void a_follower_that_gets_nothing_any_more_lags_further_and_further() {
        lag.primaryWas(100, seconds(1));
        assertThat(lag.followerIs(100, seconds(1))).isZero();
        for (int second = 2; second < 5_000; second++) {
            lag.primaryWas(100L * second, seconds(second));
            assertThat(lag.followerIs(100, seconds(second))).isEqualTo(Duration.ofSeconds(second - 1));
        }
    }

    @Test
    void a_primary_to_which_nobody_writes_has_a_follower_that_does_not_lag() {
        for (int second = 1; second < 100; second++) {
            lag.primaryWas(100, seconds(second));
            assertThat(lag.followerIs(100, seconds(second))).isZero();
        }
    }

    @Test
    void a_follower_that_never_held_what_the_primary_had_is_lost() {
        lag.primaryWas(100, seconds(1));
        assertThat(lag.followerIs(0, seconds(2))).isEqualTo(FollowerLag.LOST);
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}

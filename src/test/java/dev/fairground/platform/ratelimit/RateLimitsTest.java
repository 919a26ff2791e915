package dev.fairground.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fairground.platform.errors.Refusal;
import dev.fairground.platform.ratelimit.Policy.By;
import dev.fairground.platform.ratelimit.Policy.Store;
import dev.fairground.platform.ratelimit.Policy.WhenBroken;
import dev.fairground.testing.SettableClock;
import dev.fairground.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RateLimitsTest {

    private static final Policy THREE_A_MINUTE =
            new Policy(3, Duration.ofMinutes(1), By.ACCOUNT, Store.SHARED, WhenBroken.CLOSED);

    private final SettableClock clock = new SettableClock();

    private final DataSource database = at(TestDatabase.copy());

    private final RateLimits here = limits(database, THREE_A_MINUTE);

    private final RateLimits there = limits(database, THREE_A_MINUTE);

    @Test
    void two_instances_count_in_one_bucket() {
        here.take("knock", "anna");
        there.take("knock", "anna");
        here.take("knock", "anna");

        assertThatThrownBy(() -> there.take("knock", "anna")).isInstanceOf(RateRefused.class);
        there.take("knock", "ben");
    }

    @Test
    void twenty_at_once_on_two_instances_get_exactly_what_the_limit_says() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> (i % 2 == 0 ? here : there).tryTake("knock", "anna")))
                    .toList();
            int allowed = 0;
            for (var call : calls) {
                allowed += call.get().allowed() ? 1 : 0;
            }
            assertThat(allowed).isEqualTo(3);
        }
    }

    @Test
    void the_time_to_wait_is_right_to_the_second() {
        for (int i = 0; i < 3; i++) {
            here.take("knock", "anna");
        }
        assertThat(waitOf(here)).isEqualTo(Duration.ofSeconds(20));

        clock.advance(Duration.ofSeconds(19));
        assertThat(waitOf(here)).isEqualTo(Duration.ofSeconds(1));

        clock.advance(Duration.ofSeconds(1));
        here.take("knock", "anna");
    }

    @Test
    void local_buckets_are_of_one_instance() {
        var local = new Policy(1, Duration.ofMinutes(1), By.MEMBER, Store.LOCAL, WhenBroken.OPEN);
        var one = limits(database, local);
        var other = limits(database, local);

        one.take("knock", "anna");
        other.take("knock", "anna");
        assertThat(waitOf(one)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void neither_addresses_nor_mails_are_kept() {
        here.take("knock", "buyer@fairground.test");
        here.take("knock", "203.0.113.7");

        assertThat(keys(database)).hasSize(2).noneMatch(key -> key.contains("buyer") || key.contains("203"));
    }

    @Test
    void a_broken_store_opens_or_closes_the_door_as_the_policy_says() {
        var nobodyThere = at("jdbc:postgresql://localhost:1/none");

        assertThatThrownBy(() -> limits(nobodyThere, THREE_A_MINUTE).take("knock", "anna"))
                .asInstanceOf(type(Refusal.class))
                .returns("limit-unavailable", refusal -> refusal.reason().code());

        limits(nobodyThere, new Policy(1, Duration.ofMinutes(1), By.ACCOUNT, Store.SHARED, WhenBroken.OPEN))
                .take("knock", "anna");
    }

    @Test
    void buckets_that_are_full_again_are_forgotten() {
        here.take("knock", "anna");
        assertThat(here.purge()).isZero();

        clock.advance(Duration.ofMinutes(2));
        assertThat(here.purge()).isEqualTo(1);
        assertThat(keys(database)).isEmpty();
    }

    @Test
    void addresses_of_one_line_count_together() {
        assertThat(RateLimitInterceptor.network("2001:db8:1:2::1"))
                .isEqualTo(RateLimitInterceptor.network("2001:db8:1:2:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(RateLimitInterceptor.network("2001:db8:1:3::1"));
        assertThat(RateLimitInterceptor.network("203.0.113.7"))
                .isEqualTo("203.0.113.7")
                .isEqualTo(RateLimitInterceptor.network("::ffff:203.0.113.7"));
    }

    @Test
    void a_handler_can_only_be_limited_by_a_policy_that_exists_and_needs_no_account() {
        var settings = new RateLimitSettings("x".repeat(32), Map.of("knock", THREE_A_MINUTE));

        assertThatThrownBy(() -> RateLimitSetup.check("nock", settings, "Door#knock"))
                .hasMessageContaining("nock")
                .hasMessageContaining("Door#knock");
        assertThatThrownBy(() -> RateLimitSetup.check("knock", settings, "Door#knock"))
                .hasMessageContaining("account");
    }

    private Duration waitOf(RateLimits limits) {
        return limits.tryTake("knock", "anna").untilNext();
    }

    private RateLimits limits(DataSource store, Policy policy) {
        return new RateLimits(
                new RateLimitSettings("x".repeat(32), Map.of("knock", policy)), new Buckets(store, clock));
    }

    private static List<String> keys(DataSource database) {
        return JdbcClient.create(database)
                .sql("select id from ratelimit.bucket")
                .query((row, _) -> row.getString("id"))
                .list();
    }

    private static DataSource at(String url) {
        return new DriverManagerDataSource(url, "postgres", "");
    }
}

package dev.fairground.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fairground.platform.errors.Refusal;
import dev.fairground.platform.ratelimit.Policy.By;
import dev.fairground.platform.ratelimit.Policy.Store;
import dev.fairground.platform.ratelimit.Policy.WhenBroken;
import dev.fairground.platform.ratelimit.RateLimits.Ask;
import dev.fairground.platform.ratelimit.RateLimits.Taken;
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
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class RateLimitsTest {

    private static final Policy THREE_A_MINUTE =
            new Policy(3, Duration.ofMinutes(1), By.ACCOUNT, Store.SHARED, WhenBroken.CLOSED);

    private static final Policy A_HUNDRED_A_MINUTE =
            new Policy(100, Duration.ofMinutes(1), By.SYSTEM, Store.SHARED, WhenBroken.CLOSED);

    private static final Ask ANNA = new Ask("knock", "anna");

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
                    .mapToObj(i -> threads.submit(() ->
                            (i % 2 == 0 ? here : there).tryTake(List.of(ANNA)).getLast()))
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

    /** Or whoever is refused at their own door could go on to use up what everybody shares. */
    @Test
    void nothing_is_taken_after_the_first_that_refuses() {
        var both = List.of(ANNA, new Ask("street", "everybody"));
        for (int i = 0; i < 3; i++) {
            here.take(both);
        }

        assertThat(here.tryTake(both)).singleElement().returns(false, Taken::allowed);
        assertThat(here.tryTake(both.reversed()).getFirst().left()).isEqualTo(96);
    }

    @Test
    void what_a_caller_used_up_stays_so_when_its_transaction_rolls_back() {
        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(transaction -> {
            here.take("knock", "anna");
            transaction.setRollbackOnly();
        });

        assertThat(here.tryTake(List.of(ANNA)).getLast().left()).isEqualTo(1);
    }

    @Test
    void what_came_back_meanwhile_is_never_more_than_the_limit() {
        here.take("knock", "anna");
        clock.advance(Duration.ofDays(1));

        assertThat(here.tryTake(List.of(ANNA)).getLast())
                .returns(2L, Taken::left)
                .returns(Duration.ofSeconds(20), Taken::untilFull);
    }

    /** A clock that runs ahead must not shut out those who ask by the right one. */
    @Test
    void a_wrong_clock_is_forgotten() {
        clock.advance(Duration.ofDays(1));
        for (int i = 0; i < 3; i++) {
            here.take("knock", "anna");
        }
        clock.advance(Duration.ofDays(-1));

        assertThat(waitOf(here)).isEqualTo(Duration.ofSeconds(20));
        clock.advance(Duration.ofSeconds(20));
        here.take("knock", "anna");
        assertThat(waitOf(here)).isEqualTo(Duration.ofSeconds(20));
    }

    /** Or asking two instances in turn would earn what lies between their clocks each time. */
    @Test
    void clocks_that_differ_a_little_give_nothing_away() {
        for (int i = 0; i < 3; i++) {
            here.take("knock", "anna");
        }
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofSeconds(2));
            waitOf(here);
            clock.advance(Duration.ofSeconds(-2));
            waitOf(there);
        }
        assertThat(waitOf(here)).isEqualTo(Duration.ofSeconds(18));
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
        var buckets = new Buckets(database, clock);
        here.take("knock", "anna");
        assertThat(buckets.forgetFull(10)).isZero();

        clock.advance(Duration.ofMinutes(2));
        assertThat(buckets.forgetFull(10)).isEqualTo(1);
        assertThat(keys(database)).isEmpty();
    }

    @Test
    void addresses_of_one_line_count_together() {
        assertThat(RateLimits.line("2001:db8:1:2::1"))
                .isEqualTo(RateLimits.line("2001:db8:1:2:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(RateLimits.line("2001:db8:1:3::1"));
        assertThat(RateLimits.line("203.0.113.7"))
                .isEqualTo("203.0.113.7")
                .isEqualTo(RateLimits.line("::ffff:203.0.113.7"));
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
        return limits.tryTake(List.of(ANNA)).getLast().untilNext();
    }

    private RateLimits limits(DataSource store, Policy policy) {
        return new RateLimits(
                new RateLimitSettings("x".repeat(32), Map.of("knock", policy, "street", A_HUNDRED_A_MINUTE)),
                new Buckets(store, clock));
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

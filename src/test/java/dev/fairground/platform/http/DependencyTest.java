package dev.fairground.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.errors.Untried.Others;
import dev.fairground.platform.work.Attempt;
import dev.fairground.testing.Proves;
import dev.fairground.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class DependencyTest {

    private static final int LINES = 4;

    private final SettableClock clock = new SettableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Dependency outside = new Dependency("the outside", LINES, clock, meters);
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    @Proves("res-circuit-breaker")
    void what_fails_is_left_alone_then_probed_and_used_again_when_it_is_back() {
        failTimes(Dependency.AT_LEAST);
        assertThat(open()).isEqualTo(1);

        assertThatThrownBy(this::answer)
                .isInstanceOfSatisfying(
                        NotTried.class,
                        it -> assertThat(it.pause()).isBetween(Dependency.OPEN, Dependency.OPEN.multipliedBy(2)));
        assertThat(calls).hasValue(Dependency.AT_LEAST);

        clock.advance(Dependency.OPEN.plusMillis(1));
        failTimes(Dependency.PROBES);
        assertThatThrownBy(this::answer).isInstanceOf(NotTried.class);

        clock.advance(Dependency.OPEN.plusMillis(1));
        for (int i = 0; i < Dependency.PROBES; i++) answer();
        assertThat(open()).isZero();
        answer();
        assertThat(calls).hasValue(Dependency.AT_LEAST + 2 * Dependency.PROBES + 1);
    }

    @Test
    void half_must_fail_before_it_is_left_alone() {
        for (int i = 0; i < Dependency.LATEST; i += 5) {
            for (int well = 0; well < 3; well++) answer();
            failTimes(2);
        }

        assertThat(open()).isZero();
    }

    @Test
    void a_call_that_is_refused_for_good_says_nothing_against_the_outside() {
        for (int i = 0; i < Dependency.LATEST; i++) {
            assertThatThrownBy(() -> outside.call(() -> {
                        throw new PermanentFailure("no");
                    }))
                    .isInstanceOf(PermanentFailure.class);
        }

        answer();
    }

    /** Without it, one that hangs takes every thread, and with them every connection and every file. */
    @Test
    @Proves("res-bulkhead")
    void one_that_hangs_takes_so_many_calls_and_the_next_is_not_tried() throws Exception {
        var begun = new CountDownLatch(LINES);
        var end = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < LINES; i++) {
                callers.execute(() -> outside.call(() -> {
                    begun.countDown();
                    return await(end);
                }));
            }
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(this::answer)
                    .isInstanceOf(NotTried.class)
                    .hasMessageContaining("as often at once as it may be")
                    .as("or all that wait would be claimed to be put off, over and over")
                    .extracting("others")
                    .isEqualTo(Others.ALL);
            end.countDown();
        }
        answer();
    }

    /** Fails too seldom for the breaker; back-off alone would add half to the calls. */
    @Test
    @Proves("res-bounded-retries")
    void repetitions_add_a_tenth_and_one_a_second_however_much_fails() {
        var storm = new Storm(new Random(7), Duration.ofSeconds(60), 50);

        storm.rage(() -> calls.incrementAndGet() % 3 == 0);

        assertThat(storm.first).isEqualTo(3000);
        assertThat(storm.repeated).isBetween(300, 3000 / 10 + 60 + 10);
        System.out.printf(
                "60 s with a third failing: %d calls and %d repetitions, %.2f times the normal%n",
                storm.first, storm.repeated, (storm.first + storm.repeated) / (double) storm.first);
    }

    /** Charged by the call, one that needs two would be let go for the first, wait for the second, and begin anew. */
    @Test
    @Proves("res-bounded-retries")
    void an_attempt_is_let_go_for_all_its_calls_or_for_none() {
        for (int spent = 0; spent < 9; spent++) again(1);

        again(2);

        assertThat(calls).hasValue(9 + 2);
        assertThatThrownBy(() -> again(1)).isInstanceOf(NotTried.class).hasMessageContaining("too many repetitions");
    }

    private void again(int times) {
        Attempt.after(1, () -> {
            for (int call = 0; call < times; call++) answer();
            return true;
        });
    }

    /** The whole outage: each call would be repeated some six times in it. */
    @Test
    @Proves("res-bounded-retries")
    void while_everything_fails_there_are_fewer_calls_than_normally() {
        var storm = new Storm(new Random(7), Duration.ofSeconds(60), 50);

        storm.rage(() -> true);

        assertThat(storm.first + storm.repeated).isLessThan(3000 / 10);
        System.out.printf(
                "60 s with everything failing: %d of 3000 calls and %d repetitions were made%n",
                storm.first, storm.repeated);
    }

    @Test
    @Proves("fx-no-io-in-transaction")
    void nobody_outside_is_called_inside_a_transaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(this::answer)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Nobody outside is called inside a transaction, not even the outside");
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void an_outside_that_was_quiet_can_be_tried_again() throws Exception {
        failTimes(1);

        Attempt.after(1, () -> {
            answer();
            return true;
        });
        assertThat(calls).hasValue(2);
    }

    private void failTimes(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> outside.call(() -> {
                        calls.incrementAndGet();
                        throw new TransientFailure("away", null);
                    }))
                    .isInstanceOf(TransientFailure.class);
        }
    }

    private void answer() {
        outside.call(calls::incrementAndGet);
    }

    private double open() {
        return meters.get("fairground.dependency.open").gauge().value();
    }

    private static boolean await(CountDownLatch end) {
        try {
            return end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Deliveries in virtual time: so many new ones each second, and each failed one again after a wait that doubles, as the outbox does it. */
    private final class Storm {

        private final Random random;
        private final Instant end;
        private final PriorityQueue<Due> due = new PriorityQueue<>();
        private int first;
        private int repeated;

        Storm(Random random, Duration length, int perSecond) {
            this.random = random;
            this.end = clock.instant().plus(length);
            for (long i = 0; i < length.toSeconds() * perSecond; i++) {
                due.add(new Due(clock.instant().plusMillis(i * 1000 / perSecond), 0));
            }
        }

        void rage(BooleanSupplier fails) {
            for (var next = due.poll(); next != null && next.at().isBefore(end); next = due.poll()) {
                clock.set(next.at());
                deliver(next, fails);
            }
        }

        private void deliver(Due it, BooleanSupplier fails) {
            try {
                Attempt.after(
                        it.failed(),
                        () -> outside.call(() -> {
                            if (it.failed() == 0) first++;
                            else repeated++;
                            if (fails.getAsBoolean()) throw new TransientFailure("away", null);
                            return true;
                        }));
            } catch (NotTried notTried) {
                due.add(new Due(it.at().plus(notTried.pause()), it.failed()));
            } catch (TransientFailure failed) {
                due.add(new Due(it.at().plusMillis(random.nextInt(1000 << it.failed()) + 1L), it.failed() + 1));
            }
        }

        private record Due(Instant at, int failed) implements Comparable<Due> {

            @Override
            public int compareTo(Due other) {
                return at.compareTo(other.at);
            }
        }
    }
}

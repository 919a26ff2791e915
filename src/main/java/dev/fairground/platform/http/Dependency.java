package dev.fairground.platform.http;

import dev.fairground.platform.errors.Permanent;
import dev.fairground.platform.errors.Untried.Others;
import dev.fairground.platform.practices.Shows;
import dev.fairground.platform.work.Attempt;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Somebody outside whom we need, whatever we speak to them by. Each call goes through here, once, and is
 *
 * <ul>
 *   <li>refused with {@link IllegalStateException} inside a transaction: that would hold a connection and row locks for as long as somebody
 *       else takes to answer, and a rollback could not take the call back;
 *   <li>not tried while half of the latest twenty have failed, but for three each five seconds that find out whether it is over;
 *   <li>not tried while all lines are taken, so that one that hangs takes no more of us than those;
 *   <li>not tried where it repeats a failed one and too many do already.
 * </ul>
 *
 * <p>What was not tried throws {@link NotTried}, at once. A failure that is {@link Permanent} is about the call and counts as an answer.
 */
@Shows({"fx-no-io-in-transaction", "res-circuit-breaker", "res-bulkhead", "res-bounded-retries"})
public final class Dependency {

    private static final Logger log = LoggerFactory.getLogger(Dependency.class);

    static final int LATEST = 20;

    /** Fewer say nothing about the next. */
    static final int AT_LEAST = 5;

    static final Duration OPEN = Duration.ofSeconds(5);
    static final int PROBES = 3;

    private static final Duration BUSY = Duration.ofSeconds(1);

    private final String name;
    private final MeterRegistry meters;
    private final CircuitBreaker breaker;
    private final Bulkhead lines;
    private final Repetitions repetitions;

    Dependency(String name, int lines, Clock clock, MeterRegistry meters) {
        this.name = name;
        this.meters = meters;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(LATEST)
                        .minimumNumberOfCalls(AT_LEAST)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .ignoreException(failure -> failure instanceof Permanent)
                        .clock(clock)
                        .build());
        this.lines = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(lines)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        this.repetitions = new Repetitions(clock);
        breaker.getEventPublisher()
                .onStateTransition(change -> log.warn(
                        "The line to {} is {} now",
                        name,
                        change.getStateTransition().getToState()));
        meters.gauge(
                "fairground.dependency.open",
                Tags.of("dependency", name),
                breaker,
                it -> it.getState() == CircuitBreaker.State.OPEN ? 1 : 0);
    }

    /**
     * Makes the call, or throws {@link NotTried} without. What the call throws is thrown on.
     *
     * @throws IllegalStateException inside a transaction
     */
    public <T extends @Nullable Object> T call(Supplier<T> call) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Nobody outside is called inside a transaction, not even " + name);
        }
        // Others would find the same, until one of those that are under way has ended.
        if (!lines.tryAcquirePermission()) throw notTried("is called as often at once as it may be", BUSY, Others.ALL);
        try {
            if (!breaker.tryAcquirePermission()) throw notTried("has been failing", OPEN, Others.ALL);
            if (!mayBeMade()) {
                breaker.releasePermission();
                throw notTried("is sent too many repetitions already", BUSY, Others.REPEATED);
            }
            return observed(call);
        } finally {
            lines.releasePermission();
        }
    }

    /** How {@code name} is in messages to operators: {@code the payment provider}. */
    @Override
    public String toString() {
        return name;
    }

    void forgive() {
        breaker.reset();
        repetitions.forgive();
    }

    private boolean mayBeMade() {
        if (Attempt.covers(this))
            return true; // let go for one call and not for the next, it would never come to an end
        if (!Attempt.isRepeated()) repetitions.first();
        else if (!repetitions.tryRepeat()) return false;
        Attempt.cover(this);
        return true;
    }

    private <T extends @Nullable Object> T observed(Supplier<T> call) {
        long start = breaker.getCurrentTimestamp();
        var sample = Timer.start(meters);
        String outcome = "answered";
        try {
            T answer = call.get();
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            return answer;
        } catch (RuntimeException | Error failure) {
            outcome = failure instanceof Permanent ? "refused" : "failed";
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), failure);
            throw failure;
        } finally {
            sample.stop(calls(outcome));
        }
    }

    /** The pause differs from one to the next, or all that wait would come back at once. */
    private NotTried notTried(String why, Duration atLeast, Others others) {
        calls("not-tried").record(Duration.ZERO);
        long more = ThreadLocalRandom.current().nextLong(atLeast.toMillis());
        return new NotTried(name + " " + why + ", so it was not called", atLeast.plusMillis(more), others);
    }

    private Timer calls(String outcome) {
        return meters.timer("fairground.dependency.calls", "dependency", name, "outcome", outcome);
    }
}

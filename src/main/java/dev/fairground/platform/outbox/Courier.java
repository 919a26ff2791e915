package dev.fairground.platform.outbox;

import dev.fairground.platform.errors.Permanent;
import dev.fairground.platform.errors.Untried;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.practices.Shows;
import dev.fairground.platform.work.Attempt;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries one claimed delivery to its listener and writes down how that ended.
 *
 * <p>A transactional listener runs in the transaction that marks the delivery done, and the mark comes first: it fails at once if the lease
 * was taken over, and its row lock keeps others away until the listener's work is committed with it. Where many wait for one listener, a few
 * share a transaction, as long as all goes well.
 */
@Shows("fx-idempotent-consumers")
@Component
class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final Listeners listeners;
    private final DeliveryStore store;
    private final Origins origins;
    private final TransactionOperations transaction;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry meters;

    Courier(
            Listeners listeners,
            DeliveryStore store,
            Origins origins,
            TransactionOperations transaction,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.listeners = listeners;
        this.store = store;
        this.origins = origins;
        this.transaction = transaction;
        // A field that a newer release has dropped may still be in a waiting event.
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Delivers.
     *
     * @param done takes the delivery of an outside effect that has happened, to be marked so
     * @param stopping whether a failure is owed to our own stop, which is not the delivery's fault
     * @param lulls is told whether it could be tried
     */
    Outcome deliver(Delivery delivery, Consumer<Delivery> done, BooleanSupplier stopping, Lulls lulls) {
        Outcome outcome = Attempt.after(
                delivery.attempts(), () -> origins.within(delivery, () -> attempt(delivery, done, stopping, lulls)));
        if (outcome.wasTried()) {
            lulls.tried(delivery.listener());
        }
        count(delivery, outcome);
        return outcome;
    }

    /**
     * Delivers to one transactional listener, all or none in one transaction, which costs one commit. None of them has been tried before.
     *
     * @return false if anything at all went wrong: then nothing has happened, and each is to be delivered by itself
     */
    boolean deliverTogether(DurableListener listener, List<Delivery> deliveries) {
        var now = clock.instant();
        if (deliveries.stream().anyMatch(delivery -> listener.isTooLate(delivery.occurredAt(), now))) {
            return false;
        }
        try {
            transaction.executeWithoutResult(_ -> {
                if (store.finish(deliveries, now) < deliveries.size()) {
                    throw new TakenOver();
                }
                deliveries.forEach(delivery -> callWithin(listener, delivery));
            });
        } catch (RuntimeException | Error failed) { // told where it is met again, by the one that it belongs to
            Thread.interrupted(); // as below
            log.debug("Delivered one by one", failed);
            return false;
        }
        deliveries.forEach(delivery -> count(delivery, Outcome.DELIVERED));
        return true;
    }

    private void callWithin(DurableListener listener, Delivery delivery) {
        Attempt.after(
                0,
                () -> origins.within(delivery, () -> {
                    call(listener, json.readValue(delivery.event(), listener.eventType()));
                    return Outcome.DELIVERED;
                }));
    }

    private void count(Delivery delivery, Outcome outcome) {
        meters.counter(
                        "fairground.outbox.attempts",
                        "listener",
                        delivery.listener(),
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        if (outcome == Outcome.DELIVERED) {
            meters.timer("fairground.outbox.latency", "listener", delivery.listener())
                    .record(Duration.between(delivery.occurredAt(), clock.instant()));
        }
    }

    private Outcome attempt(Delivery delivery, Consumer<Delivery> done, BooleanSupplier stopping, Lulls lulls) {
        DurableListener listener = listeners.named(delivery.listener());
        if (listener == null) {
            return bury(delivery, "No listener of this name in this release");
        }
        if (listener.isTooLate(delivery.occurredAt(), clock.instant())) {
            log.warn("Discarded: it waited for longer than it is of use");
            store.discard(delivery.id(), delivery.token(), clock.instant(), "It waited for longer than it is of use");
            return Outcome.TOO_LATE;
        }
        if (delivery.attempts() >= Backoff.MAX_ATTEMPTS) {
            return bury(delivery, "Its owner vanished " + delivery.attempts() + " times while delivering it");
        }
        try {
            Object event = json.readValue(delivery.event(), listener.eventType());
            run(listener, delivery, event, done);
            return Outcome.DELIVERED;
        } catch (TakenOver takenOver) {
            log.warn("Delivery {} was taken over by another instance; nothing was done here", delivery.id());
            return Outcome.TAKEN_OVER;
        } catch (Throwable failure) { // the rim: an Error of one listener must not end the thread that serves all
            Thread.interrupted(); // still set, it would keep us from writing down what happened
            if (stopping.getAsBoolean()) {
                store.giveBack(List.of(delivery));
                return Outcome.POSTPONED;
            }
            if (failure instanceof Untried untried) {
                lulls.begin(listener.id(), untried);
                store.retry(delivery, 0, clock.instant().plus(untried.pause()), sentence(failure));
                return Outcome.POSTPONED;
            }
            return failure instanceof Permanent || failure instanceof JacksonException
                    ? bury(delivery, failure)
                    : failed(delivery, failure);
        }
    }

    private void run(DurableListener listener, Delivery delivery, Object event, Consumer<Delivery> done)
            throws Throwable {
        if (listener.effect() == Effect.OUTSIDE) {
            listener.call(event);
            done.accept(delivery);
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                if (!store.finish(delivery, clock.instant())) {
                    throw new TakenOver();
                }
                call(listener, event);
            });
        } catch (Checked checked) {
            throw checked.getCause();
        }
    }

    private static void call(DurableListener listener, Object event) {
        try {
            listener.call(event);
        } catch (RuntimeException | Error unchecked) {
            throw unchecked;
        } catch (Throwable checked) {
            throw new Checked(checked);
        }
    }

    private Outcome failed(Delivery delivery, Throwable failure) {
        int failures = delivery.attempts() + 1;
        if (failures >= Backoff.MAX_ATTEMPTS) {
            return bury(delivery, failure);
        }
        var wait = Backoff.after(failures, ThreadLocalRandom.current());
        log.warn("Failed for the {}. time, next in {}", failures, wait, failure);
        store.retry(delivery, 1, clock.instant().plus(wait), sentence(failure));
        return Outcome.FAILED;
    }

    private Outcome bury(Delivery delivery, Throwable failure) {
        log.error("Given up after {} attempts", delivery.attempts() + 1, failure);
        store.bury(delivery, clock.instant(), sentence(failure));
        return Outcome.DEAD;
    }

    private Outcome bury(Delivery delivery, String why) {
        log.error("Given up: {}", why);
        store.bury(delivery, clock.instant(), why);
        return Outcome.DEAD;
    }

    /** PostgreSQL's text holds no NUL; a message with one must not keep the failure from being written. */
    private static String sentence(Throwable failure) {
        String text = (failure.getClass().getSimpleName() + ": " + failure.getMessage()).replace('\0', ' ');
        return text.substring(0, Math.min(text.length(), 2000));
    }

    private static final class TakenOver extends RuntimeException {}

    private static final class Checked extends RuntimeException {

        Checked(Throwable cause) {
            super(cause);
        }

        @Override
        public synchronized Throwable getCause() {
            return Objects.requireNonNull(super.getCause());
        }
    }
}

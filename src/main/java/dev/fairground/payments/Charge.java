package dev.fairground.payments;

import dev.fairground.payments.ChargeOutcome.Cancelled;
import dev.fairground.payments.ChargeOutcome.Pending;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import dev.fairground.platform.practices.Shows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Brings a payment to its end at the provider, however often it is called, by whom, and wherever the last call broke off.
 *
 * <p>First the provider's object is made and its id stored, then it is confirmed, which moves the money. So whenever money can have moved
 * there is an id to ask about, and a payment without one can be given up without asking. One call that does both would leave only its
 * idempotency key to find out by, which the provider forgets after a day. An object is confirmed or cancelled, never both: the provider
 * decides that race, and we go by its answer.
 */
@Component
class Charge {

    /** Longer than the outbox tries for. A payer who waited this long has gone; money taken then would come as a surprise. */
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(2);

    private final IntentStore intents;
    private final PaymentProvider provider;
    private final Settle settle;
    private final Clock clock;

    Charge(IntentStore intents, PaymentProvider provider, Settle settle, Clock clock) {
        this.intents = intents;
        this.provider = provider;
        this.settle = settle;
        this.clock = clock;
    }

    @OutboxListener(id = "payments.charge", effect = Effect.OUTSIDE, lane = Lane.URGENT)
    @Shows("fx-intent-log")
    void on(PaymentRequested event) {
        pursue(event.payment());
    }

    void pursue(PaymentId id) {
        Instant now = clock.instant();
        intents.begin(id, now).ifPresent(intent -> settle.payment(id, outcome(intent, now)));
    }

    /** Settles what goes by this id at the provider by how it stands there; false if nothing here does. */
    boolean heard(String ref) {
        var known = intents.byProviderRef(ref);
        known.ifPresent(id -> settle.payment(id, provider.read(ref)));
        return known.isPresent();
    }

    private ChargeOutcome outcome(Intent intent, Instant now) {
        boolean wanted = intent.isWanted(now.minus(GIVE_UP_AFTER));
        if (intent.ref().isEmpty()) return wanted ? open(intent) : new Cancelled();
        var known = provider.read(intent.ref().get());
        return known instanceof Pending(String ref) ? finish(intent, ref, wanted) : known;
    }

    private ChargeOutcome open(Intent intent) {
        var opened = provider.open(intent);
        return opened instanceof Pending(String ref)
                ? intents.opened(intent.id(), ref)
                        .map(now -> finish(now, ref, !now.cancelled()))
                        .orElse(opened) // ended meanwhile: what was opened is never confirmed
                : opened;
    }

    private ChargeOutcome finish(Intent intent, String ref, boolean wanted) {
        return wanted ? provider.confirm(intent.id(), ref) : provider.cancel(intent.id(), ref);
    }
}

package dev.fairground.payments;

import dev.fairground.platform.outbox.NotNow;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import dev.fairground.platform.outbox.PermanentFailure;
import dev.fairground.platform.practices.Shows;
import dev.fairground.platform.webhooks.WebhookEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does what an event in the inbox calls for: reads its object from the provider and settles by what that says. An event about something
 * that is not known here waits, as our own answer from the provider may be on its way still.
 */
@Component
class ProcessWebhook {

    /** Our own answer is retried for little longer than that; what nobody knows by then is not ours. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(2);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private static final JsonMapper JSON = new JsonMapper();

    private final WebhookInbox inbox;
    private final Charge charge;
    private final SendRefund sendRefund;
    private final SendPayout sendPayout;
    private final FollowDispute followDispute;

    ProcessWebhook(
            WebhookInbox inbox,
            Charge charge,
            SendRefund sendRefund,
            SendPayout sendPayout,
            FollowDispute followDispute) {
        this.inbox = inbox;
        this.charge = charge;
        this.sendRefund = sendRefund;
        this.sendPayout = sendPayout;
        this.followDispute = followDispute;
    }

    @OutboxListener(id = "payments.webhook", effect = Effect.OUTSIDE, lane = Lane.URGENT)
    @Shows("fx-webhook-early-arrival")
    void on(WebhookReceived received) {
        inbox.waiting(received.event()).ifPresent(event -> process(received.event(), event));
    }

    private void process(UUID id, WebhookEvent event) {
        var hearer = hearer(event.kind());
        if (hearer.isEmpty() || ofRehearsal(event)) {
            inbox.ignored(id);
        } else if (hearer.get().test(event.objectRef())) {
            inbox.processed(id);
        } else {
            throw notKnownYet(id, event);
        }
    }

    /** Whether it is about something that we only had the provider rehearse, see {@link PaymentProvider#authorise}. */
    private static boolean ofRehearsal(WebhookEvent event) {
        return JSON.readTree(event.body()).at("/data/object/metadata/rehearsal").isString();
    }

    /** Who settles what such an event is about, and says whether that is known here. */
    private Optional<Predicate<String>> hearer(String kind) {
        if (kind.startsWith("payment_intent.")) return Optional.of(charge::heard);
        if (kind.startsWith("refund.")) return Optional.of(sendRefund::heard);
        if (kind.startsWith("payout.")) return Optional.of(sendPayout::heard);
        if (kind.startsWith("charge.dispute.")) return Optional.of(followDispute::heard);
        return Optional.empty();
    }

    /** Nothing is wrong yet, so nothing is logged and no attempt is used up. The longer it takes the rarer it is looked for. */
    private RuntimeException notKnownYet(UUID id, WebhookEvent event) {
        String why = "Nothing here goes by " + event.objectRef() + ", which " + event.kind() + " is about";
        var age = inbox.age(id);
        return age.compareTo(LONGEST_WAIT) < 0 ? new NotNow(FIRST_WAIT.plus(age), why) : new PermanentFailure(why);
    }
}

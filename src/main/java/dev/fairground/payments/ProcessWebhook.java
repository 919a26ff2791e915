package dev.fairground.payments;

import dev.fairground.platform.outbox.NotNow;
import dev.fairground.platform.outbox.OutboxListener;
import dev.fairground.platform.outbox.OutboxListener.Effect;
import dev.fairground.platform.outbox.OutboxListener.Lane;
import dev.fairground.platform.outbox.PermanentFailure;
import dev.fairground.platform.practices.Shows;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Does what an event in the inbox calls for: reads its object from the provider and settles by what that says. An event about something
 * that is not known here waits, as our own answer from the provider may be on its way still.
 */
@Component
class ProcessWebhook {

    /** Our own answer is retried for little longer than that; what nobody knows by then is not ours. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(2);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final WebhookInbox inbox;
    private final IntentStore intents;
    private final RefundStore refunds;
    private final PaymentProvider provider;
    private final Settle settle;
    private final RecordDispute recordDispute;

    ProcessWebhook(
            WebhookInbox inbox,
            IntentStore intents,
            RefundStore refunds,
            PaymentProvider provider,
            Settle settle,
            RecordDispute recordDispute) {
        this.inbox = inbox;
        this.intents = intents;
        this.refunds = refunds;
        this.provider = provider;
        this.settle = settle;
        this.recordDispute = recordDispute;
    }

    @OutboxListener(id = "payments.webhook", effect = Effect.OUTSIDE, lane = Lane.URGENT)
    @Shows("fx-webhook-early-arrival")
    void on(WebhookReceived received) {
        inbox.waiting(received.event()).ifPresent(event -> process(received.event(), event));
    }

    private void process(UUID id, WebhookEvent event) {
        var ref = event.objectRef();
        if (event.kind().startsWith("payment_intent.")) {
            var payment = intents.byProviderRef(ref).orElseThrow(() -> notKnownYet(id, event));
            settle.payment(payment, provider.read(ref));
            inbox.processed(id);
        } else if (event.kind().startsWith("refund.")) {
            var refund = refunds.byProviderRef(ref).orElseThrow(() -> notKnownYet(id, event));
            settle.refund(refund, provider.readRefund(ref));
            inbox.processed(id);
        } else if (event.kind().startsWith("charge.dispute.")) {
            recordDispute.record(provider.readDispute(ref));
            inbox.processed(id);
        } else {
            inbox.ignored(id);
        }
    }

    /** Nothing is wrong yet, so nothing is logged and no attempt is used up. The longer it takes the rarer it is looked for. */
    private RuntimeException notKnownYet(UUID id, WebhookEvent event) {
        String why = "Nothing here goes by " + event.objectRef() + ", which " + event.kind() + " is about";
        var age = inbox.age(id);
        return age.compareTo(LONGEST_WAIT) < 0 ? new NotNow(FIRST_WAIT.plus(age), why) : new PermanentFailure(why);
    }
}

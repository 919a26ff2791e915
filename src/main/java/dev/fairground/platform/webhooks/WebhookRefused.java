package dev.fairground.platform.webhooks;

import dev.fairground.platform.errors.Kind;
import dev.fairground.platform.errors.Reason;
import dev.fairground.platform.errors.Refusal;

/** An event that is not taken in. */
final class WebhookRefused extends Refusal {

    static final Reason WEBHOOK_MALFORMED =
            Reason.of(Kind.INVALID, "webhook-malformed", "This is not an event with a signature.");

    static final Reason WEBHOOK_TOO_LARGE =
            Reason.of(Kind.TOO_LARGE, "webhook-too-large", "No event of the provider is this large.");

    static final Reason WEBHOOK_NOT_SIGNED =
            Reason.of(Kind.UNAUTHENTICATED, "webhook-not-signed", "The signature does not fit the event.");

    static final Reason WEBHOOK_OUT_OF_TIME = Reason.of(
            Kind.UNAUTHENTICATED, "webhook-out-of-time", "The event was signed too long ago, or in the future.");

    private WebhookRefused(Reason reason) {
        super(reason);
    }

    static WebhookRefused malformed() {
        return new WebhookRefused(WEBHOOK_MALFORMED);
    }

    static WebhookRefused tooLarge() {
        return new WebhookRefused(WEBHOOK_TOO_LARGE);
    }

    static WebhookRefused notSigned() {
        return new WebhookRefused(WEBHOOK_NOT_SIGNED);
    }

    static WebhookRefused outOfTime() {
        return new WebhookRefused(WEBHOOK_OUT_OF_TIME);
    }
}

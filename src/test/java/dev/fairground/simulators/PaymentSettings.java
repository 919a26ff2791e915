package dev.fairground.simulators;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * How the payment simulator and its customer know each other: callers present {@code apiKey} as bearer token; events go to
 * {@code webhookUrl} (without one they wait until the dial of that name is set), signed with each of the secrets, so that
 * a receiver can change from one to the next. {@code created} and the signatures' time come from the clock.
 */
public record PaymentSettings(String apiKey, Optional<URI> webhookUrl, List<String> webhookSecrets, Clock clock) {

    public PaymentSettings {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** For a simulator and its customer in a test, or tried by hand; production refuses such keys. */
    public static PaymentSettings development() {
        return new PaymentSettings(
                "development-only-payments-key",
                Optional.of(URI.create("http://localhost:8080/webhooks/payments")),
                List.of("development-only-webhook-secret"),
                Clock.systemUTC());
    }

    /** From PAYMENTS_API_KEY, PAYMENTS_WEBHOOK_URL and PAYMENTS_WEBHOOK_SECRETS (comma separated); development's where unset. */
    static PaymentSettings ofEnvironment() {
        var development = development();
        var environment = System.getenv();
        return new PaymentSettings(
                environment.getOrDefault("PAYMENTS_API_KEY", development.apiKey),
                Optional.ofNullable(environment.get("PAYMENTS_WEBHOOK_URL"))
                        .map(URI::create)
                        .or(development::webhookUrl),
                List.of(environment
                        .getOrDefault("PAYMENTS_WEBHOOK_SECRETS", String.join(",", development.webhookSecrets))
                        .split(",")),
                development.clock);
    }
}

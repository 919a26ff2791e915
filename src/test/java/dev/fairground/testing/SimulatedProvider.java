package dev.fairground.testing;

import dev.fairground.simulators.PaymentSettings;
import dev.fairground.simulators.PaymentSimulator;
import dev.fairground.simulators.WebhookSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The payment provider of all tests of a JVM: the simulator, over the wire. Its events wait until a test dials a {@code webhookUrl} or
 * carries them itself, and it signs at {@link SettableClock#START}.
 */
public final class SimulatedProvider {

    /** Newest first, as in the application's settings. */
    public static final List<String> WEBHOOK_SECRETS =
            List.of("new-webhook-secret-of-tests", "old-webhook-secret-of-tests");

    static final String KEY = "payments-key-of-tests";

    private static final PaymentSimulator SIMULATOR = start();

    private SimulatedProvider() {}

    public static String url() {
        return SIMULATOR.uri().toString();
    }

    /** Forgets every charge and sets the dials back. */
    public static void reset() {
        SIMULATOR.reset();
    }

    public static void dial(String json) {
        SIMULATOR.dial(json);
    }

    /** What the provider has really done for this reference: {@code succeeded}, {@code amountCaptured}, {@code amountRefunded} … */
    public static JsonNode charges(UUID reference) {
        return api().get("/simulator/charges?reference=" + reference).json();
    }

    /** Takes euro cents behind the application's back. */
    public static void charge(UUID reference, long amount) {
        api().with("Content-Type", "application/x-www-form-urlencoded")
                .post(
                        "/v1/payment_intents",
                        "amount=" + amount + "&currency=eur&payment_method=pm_card_visa&payment_method_types[]=card"
                                + "&confirm=true&metadata[reference]=" + reference);
    }

    /** Its newest events, the newest first, as it would send them. */
    public static List<JsonNode> events() {
        return api().get("/v1/events?limit=100")
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    /** Sends the application all its events, signed: the oldest first, or the newest first where {@code reversed}. */
    public static void tell(int port, boolean reversed) {
        var events = reversed ? events() : events().reversed();
        for (var event : events) {
            var body = event.toString();
            var signature = WebhookSignature.header(body, SettableClock.START, WEBHOOK_SECRETS);
            AnswerAssert.assertThat(
                            Api.at(port).with("Stripe-Signature", signature).post("/webhooks/payments", body))
                    .hasStatus(200);
        }
    }

    /** The payer's bank asks back what was paid under the provider's id {@code intent}; answers the provider's id of the dispute. */
    public static String disputed(String intent) {
        return form("/simulator/disputes", "payment_intent=" + intent).at("/id");
    }

    /** The payer's bank decides for the merchant. */
    public static void won(String dispute) {
        form("/simulator/disputes/" + dispute + "/won", "");
    }

    /** All that it counted, {@code balance} among it. */
    public static JsonNode journal() {
        return api().get("/simulator/journal").json();
    }

    /** The merchant gives a dispute up. */
    public static void conceded(String dispute) {
        form("/v1/disputes/" + dispute + "/close", "");
    }

    private static Api.Answer form(String path, String body) {
        var answer =
                api().with("Content-Type", "application/x-www-form-urlencoded").post(path, body);
        AnswerAssert.assertThat(answer).hasStatus(200);
        return answer;
    }

    /** As our client reaches it. */
    public static Api api() {
        return Api.at(SIMULATOR.uri()).bearer(KEY);
    }

    private static PaymentSimulator start() {
        try {
            var clock = Clock.fixed(SettableClock.START, ZoneOffset.UTC);
            return PaymentSimulator.start(
                    0,
                    Files.createTempDirectory("simulated-provider"),
                    new PaymentSettings(KEY, Optional.empty(), WEBHOOK_SECRETS, clock));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

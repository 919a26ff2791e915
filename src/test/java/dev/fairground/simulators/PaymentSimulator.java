package dev.fairground.simulators;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A payment provider that speaks a subset of Stripe's API: payment intents, refunds, payouts, disputes, the
 * balance's lines, events, signed webhooks.
 *
 * <p>Its dials, besides latency and errors: {@code declineCode} (each charge is declined so), {@code answerLost} (the
 * next n changing calls take effect and are then cut off), {@code changedField} (a property of this name is called
 * otherwise in answers and events), {@code addedField} (answers have one more), {@code payoutsHeld} (banks take payouts in when it is off again), {@code payoutFailure} (and send them back for this
 * reason), {@code miscounted} (each line of the balance is shown with so many cents too much),
 * {@code webhookUrl}, {@code webhookDelayMillis}, {@code webhookDuplicate},
 * {@code webhookReorder} (the younger of two goes first), {@code webhookBeforeAnswer},
 * {@code webhookLossRate} (this share of events is never sent) and {@code webhooksOff} (events wait until it is on again).
 */
public final class PaymentSimulator implements AutoCloseable {

    private final Dials dials;
    private final Documents documents;
    private final Webhooks webhooks;
    private final PaymentApi api;
    private final SimulatorServer server;

    private PaymentSimulator(SimulatorServer server, Path state, PaymentSettings settings) {
        this.server = server;
        var own = new HashMap<String, Object>(Map.of(
                "declineCode", "", "answerLost", 0L, "payoutsHeld", false, "payoutFailure", "", "miscounted", 0L));
        own.putAll(Webhooks.dials(settings.webhookUrl().map(URI::toString).orElse("")));
        this.dials = new Dials(own);
        this.documents = Documents.open(state.resolve("journal.jsonl"));
        this.webhooks = new Webhooks(
                documents, new Webhooks.Sender("Stripe-Signature", settings.webhookSecrets(), settings.clock()), dials);
        this.api = new PaymentApi(settings, dials, documents, webhooks);
        dials.onTurn(api::settle);
    }

    /** On any free port where {@code port} is 0; goes on with what {@code state} holds. */
    public static PaymentSimulator start(int port, Path state, PaymentSettings settings) {
        var server = SimulatorServer.open("payment simulator", port);
        var simulator = server.orClose(() -> new PaymentSimulator(server, state, settings));
        simulator.api.serveOn(server);
        simulator.control();
        simulator.api.settle();
        simulator.webhooks.start();
        simulator.server.start();
        return simulator;
    }

    /** As {@link #start(int, Path, PaymentSettings)}, known to the application's development settings. */
    public static PaymentSimulator start(int port, Path state) {
        return start(port, state, PaymentSettings.development());
    }

    /** The documented test cards that it declines, each for a reason of its own. */
    public static Set<String> declinedCards() {
        return Decline.cards();
    }

    /** Runs until killed; port and state folder from the arguments or from PORT and SIMULATOR_STATE. */
    public static void main(String... args) {
        var launch = Launch.of(args, 8090, "payments");
        launch.run(
                () -> start(launch.port(), launch.state(), PaymentSettings.ofEnvironment()),
                simulator -> "Payment simulator ready at " + simulator.uri());
    }

    public URI uri() {
        return server.uri();
    }

    /** Sets dials as {@code PUT /simulator/dials} does, for tests in the same process. */
    public void dial(String json) {
        dials.turn(Json.parse(json));
    }

    /** Forgets everything: charges, keys, events and dials. */
    public void reset() {
        dials.reset();
        webhooks.forget();
        documents.clear();
    }

    private void control() {
        var inspection = new PaymentInspection(documents);
        dials.serveOn(server);
        server.on("GET", "/simulator/journal", _ -> Answer.json(inspection.journal(webhooks.waiting())));
        server.on(
                "GET",
                "/simulator/charges",
                request -> Answer.json(inspection.charges(
                        Objects.requireNonNullElse(request.query().get("reference"), ""))));
        server.on("POST", "/simulator/webhooks/resend/{event}", request -> api.resend(request.variable("event")));
        server.on("POST", "/simulator/disputes", api::dispute);
        server.on("POST", "/simulator/disputes/{id}/won", api::disputeWon);
        server.on("POST", "/simulator/reset", _ -> {
            reset();
            return Answer.json(Json.object().put("reset", true));
        });
    }

    @Override
    public void close() {
        server.close();
        webhooks.close();
        documents.close();
    }
}

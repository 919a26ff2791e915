package dev.fairground.simulators;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A push gateway that speaks a subset of Firebase Cloud Messaging's HTTP API (v1): {@code messages:send}. It brings messages to nobody and
 * tells its customer of each by signed webhooks, naming the message by {@code data.reference}.
 *
 * <p>Its dials, besides latency, errors and those of webhooks, list tokens: {@code dead} (refused as UNREGISTERED), {@code leaves} (taken,
 * and unregistered then), {@code fails} (taken, and not brought) and {@code opens} (brought, and opened).
 */
public final class PushSimulator implements AutoCloseable {

    /** One message as it was taken. */
    public record Pushed(String token, String reference, String title, String body) {}

    private final SimulatorServer server;
    private final Dials dials;
    private final Receipts receipts;
    private final String apiKey;
    private final List<Pushed> taken = new CopyOnWriteArrayList<>();

    private PushSimulator(SimulatorServer server, Path state, String apiKey, Receipts.Customer customer) {
        this.server = server;
        this.apiKey = apiKey;
        this.dials = new Dials(Receipts.dials(customer, Map.of("dead", "", "leaves", "", "fails", "", "opens", "")));
        this.receipts = new Receipts(state, customer, dials);
    }

    /** On any free port where {@code port} is 0. */
    public static PushSimulator start(int port, Path state, String apiKey, Receipts.Customer customer) {
        var server = SimulatorServer.open("push simulator", port);
        var simulator = server.orClose(() -> new PushSimulator(server, state, apiKey, customer));
        simulator.dials.serveOn(server);
        server.on("POST", "/v1/projects/{project}/messages:send", simulator::send);
        simulator.receipts.start();
        server.start();
        return simulator;
    }

    /** Runs until killed; port and state folder from the arguments or from PORT and SIMULATOR_STATE. */
    public static void main(String... args) {
        var launch = Launch.of(args, 8093, "push");
        launch.run(
                () -> start(
                        launch.port(),
                        launch.state(),
                        Launch.environment("PUSH_API_KEY", "development-only-push-key"),
                        Receipts.Customer.ofEnvironment("PUSH")),
                simulator -> "Push simulator ready at " + simulator.uri());
    }

    /** Where a customer's project is. */
    public URI uri() {
        return server.uri().resolve("/v1/projects/fairground");
    }

    /** Sets dials as {@code PUT /simulator/dials} does, for tests in the same process. */
    public void dial(String json) {
        dials.turn(Json.parse(json));
    }

    /** What was taken for this device, in that order. */
    public List<Pushed> to(String token) {
        return taken.stream().filter(pushed -> pushed.token().equals(token)).toList();
    }

    /** Returns when each receipt so far was sent once. */
    public void settle() {
        receipts.settle();
    }

    /** Forgets messages, receipts and dials. */
    public void reset() {
        dials.reset();
        receipts.forget();
        taken.clear();
    }

    private Answer send(Request request) throws InterruptedException {
        dials.hold();
        if (dials.failsNow()) return refusal(503, "UNAVAILABLE", "UNAVAILABLE");
        if (!request.header("authorization").orElse("").equals("Bearer " + apiKey)) {
            return refusal(401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR");
        }
        var message = request.json().path("message");
        var token = message.path("token").asString("");
        if (token.isEmpty()) return refusal(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT");
        if (Receipts.lists(dials, "dead", token)) return refusal(404, "NOT_FOUND", "UNREGISTERED");
        var pushed = new Pushed(
                token,
                message.at("/data/reference").asString(""),
                message.at("/notification/title").asString(""),
                message.at("/notification/body").asString(""));
        taken.add(pushed);
        tell(pushed);
        return Answer.json(Json.object()
                .put("name", request.path().replaceFirst("^/v1/", "").replace(":send", "/" + taken.size())));
    }

    private void tell(Pushed pushed) {
        if (Receipts.lists(dials, "leaves", pushed.token())) {
            receipts.tell("push.unregistered", pushed.reference(), pushed.token(), "The app was removed");
        } else if (Receipts.lists(dials, "fails", pushed.token())) {
            receipts.tell("push.failed", pushed.reference(), pushed.token(), "The device was away for too long");
        } else {
            receipts.tell("push.delivered", pushed.reference(), pushed.token(), "");
            if (Receipts.lists(dials, "opens", pushed.token())) {
                receipts.tell("push.opened", pushed.reference(), pushed.token(), "");
            }
        }
    }

    private static Answer refusal(int status, String word, String code) {
        var error = Json.object();
        var inside = error.putObject("error")
                .put("code", status)
                .put("message", word)
                .put("status", word);
        inside.putArray("details")
                .addObject()
                .put("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError")
                .put("errorCode", code);
        return Answer.json(status, error);
    }

    @Override
    public void close() {
        server.close();
        receipts.close();
    }
}

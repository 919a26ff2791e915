package dev.fairground.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A human check that speaks a subset of Cloudflare Turnstile: the widget's script, siteverify and the documented test
 * secrets. A token passes once and within five minutes.
 *
 * <p>Its dial besides latency and errors: {@code fail} (every token is refused).
 */
public final class HumanCheckSimulator implements AutoCloseable {

    /** For a simulator and its customer in a test, or tried by hand; production refuses it. */
    public static final String DEVELOPMENT_SECRET = "development-only-human-check-secret";

    /** Turnstile's public test secrets, written so that no scanner takes them for real ones. */
    static final String ALWAYS_PASSES = testSecret(1);

    static final String ALWAYS_FAILS = testSecret(2);
    static final String ALWAYS_SPENT = testSecret(3);

    private static final Duration TOKEN_LIFE = Duration.ofSeconds(300);
    private static final int LONGEST_TOKEN = 2048;

    private final String secret;
    private final Clock clock;
    private final Dials dials = new Dials(Map.of("fail", false));
    private final SimulatorServer server;
    private final Documents documents;

    private HumanCheckSimulator(SimulatorServer server, Path state, String secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
        this.server = server;
        this.documents = Documents.open(state.resolve("journal.jsonl"));
    }

    /** On any free port where {@code port} is 0; goes on with what {@code state} holds. */
    public static HumanCheckSimulator start(int port, Path state, String secret, Clock clock) {
        var server = SimulatorServer.open("human-check simulator", port);
        var simulator = server.orClose(() -> new HumanCheckSimulator(server, state, secret, clock));
        simulator.routes();
        simulator.server.start();
        return simulator;
    }

    /** As {@link #start(int, Path, String, Clock)}, known to the application's development settings. */
    public static HumanCheckSimulator start(int port, Path state) {
        return start(port, state, DEVELOPMENT_SECRET, Clock.systemUTC());
    }

    /** Runs until killed; port and state folder from the arguments or from PORT and SIMULATOR_STATE. */
    public static void main(String... args) {
        var launch = Launch.of(args, 8091, "human-check");
        var secret = Launch.environment("HUMAN_CHECK_SECRET", DEVELOPMENT_SECRET);
        launch.run(
                () -> start(launch.port(), launch.state(), secret, Clock.systemUTC()),
                simulator -> "Human-check simulator ready at " + simulator.uri());
    }

    public URI uri() {
        return server.uri();
    }

    /** Sets dials as {@code PUT /simulator/dials} does, for tests in the same process. */
    public void dial(String json) {
        dials.turn(Json.parse(json));
    }

    /** Forgets every token and dial. */
    public void reset() {
        dials.reset();
        documents.clear();
    }

    /** A token that a human just earned, for tests in the same process. */
    public String token() {
        return issue("localhost", clock.instant());
    }

    private static String testSecret(int outcome) {
        return outcome + "x" + "0".repeat(31) + "AA";
    }

    private void routes() {
        dials.serveOn(server);
        server.on("POST", "/turnstile/v0/siteverify", this::siteverify);
        server.on("GET", "/turnstile/v0/api.js", this::script);
        server.on("POST", "/simulator/tokens", request -> {
            var wanted = request.json();
            var earned = clock.instant().minusSeconds(wanted.path("ageSeconds").asLong(0));
            var token = issue(wanted.path("hostname").asString("localhost"), earned);
            return Answer.json(201, Json.object().put("token", token));
        });
        server.on("POST", "/simulator/reset", _ -> {
            reset();
            return Answer.json(Json.object().put("reset", true));
        });
    }

    private Answer siteverify(Request request) throws InterruptedException {
        dials.hold();
        if (dials.failsNow()) return Answer.json(500, refused("internal-error"));
        boolean json = request.header("content-type").orElse("").startsWith("application/json");
        var asked = Json.object();
        if (json) asked = request.json();
        else request.form().forEach(asked::put);
        return Answer.json(verdict(
                asked.path("secret").asString(""),
                asked.path("response").asString(""),
                asked.path("idempotency_key").asString("")));
    }

    /** One at a time, so that of two calls with one token only one can pass. */
    private synchronized ObjectNode verdict(String key, String response, String idempotencyKey) {
        if (key.isEmpty()) return refused("missing-input-secret");
        if (response.isEmpty()) return refused("missing-input-response");
        if (key.equals(ALWAYS_SPENT)) return refused("timeout-or-duplicate");
        if (key.equals(ALWAYS_FAILS) || dials.on("fail")) return refused("invalid-input-response");
        if (key.equals(ALWAYS_PASSES)) return passed("localhost", clock.instant());
        if (!key.equals(secret)) return refused("invalid-input-secret");
        var token = response.length() > LONGEST_TOKEN
                ? null
                : documents.find("token", response).orElse(null);
        return token == null ? refused("invalid-input-response") : spend(token, response, idempotencyKey);
    }

    private ObjectNode spend(ObjectNode token, String response, String idempotencyKey) {
        var earned = Instant.parse(token.path("earned").asString());
        boolean spent = token.has("spentBy");
        boolean repeated = spent
                && !idempotencyKey.isEmpty()
                && token.path("spentBy").asString().equals(idempotencyKey);
        boolean expired = earned.plus(TOKEN_LIFE).isBefore(clock.instant());
        if (!repeated && (spent || expired)) return refused("timeout-or-duplicate");
        documents.commit(List.of(new Documents.Put("token", response, token.put("spentBy", idempotencyKey))));
        return passed(token.path("hostname").asString(), earned);
    }

    private static ObjectNode passed(String hostname, Instant earned) {
        var verdict = Json.object().put("success", true).put("challenge_ts", earned.toString());
        verdict.put("hostname", hostname).set("error-codes", Json.texts(List.of()));
        return verdict;
    }

    private static ObjectNode refused(String... codes) {
        var verdict = Json.object().put("success", false);
        verdict.set("error-codes", Json.texts(Arrays.asList(codes)));
        return verdict;
    }

    private String issue(String hostname, Instant earned) {
        var token = "simulated." + UUID.randomUUID();
        var document = Json.object().put("hostname", hostname).put("earned", earned.toString());
        documents.commit(List.of(new Documents.Put("token", token, document)));
        return token;
    }

    /** The token travels inside the script, so a page needs nothing but a script source in its policy. */
    private Answer script(Request request) {
        var page = request.header("referer").map(URI::create).orElse(server.uri());
        var token = issue(Objects.requireNonNullElse(page.getHost(), "localhost"), clock.instant());
        return Answer.of(200, "text/javascript", resource("turnstile.js").replace("@TOKEN@", token))
                .with("Cache-Control", "no-store");
    }

    static String resource(String name) {
        try (var stream = HumanCheckSimulator.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        documents.close();
    }
}

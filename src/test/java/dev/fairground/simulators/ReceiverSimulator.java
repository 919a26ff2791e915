package dev.fairground.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shop's own system, which receives webhooks as standardwebhooks.com has them received: it looks at the signature and the time before it
 * believes anything, and knows a message that comes again by its id. It keeps nothing over a restart; who missed something asks again.
 *
 * <p>Its dials besides latency and errors: {@code status} (of each answer), {@code retryAfter}, {@code location} (both headers, empty for
 * none), {@code answer} (its body), {@code close} (hangs up without an answer).
 */
public final class ReceiverSimulator implements AutoCloseable {

    private static final long TOLERANCE_SECONDS = 300;

    private final Clock clock;
    private final SimulatorServer server;
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Dials dials =
            new Dials(Map.of("status", 204L, "retryAfter", "", "location", "", "close", false, "answer", ""));

    private ReceiverSimulator(SimulatorServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** On any free port where {@code port} is 0. */
    public static ReceiverSimulator start(int port, Clock clock) {
        var server = SimulatorServer.open("webhook receiver", port);
        var simulator = server.orClose(() -> new ReceiverSimulator(server, clock));
        simulator.routes();
        simulator.server.start();
        return simulator;
    }

    /** Runs until killed; the port from the arguments or from PORT. */
    public static void main(String... args) {
        Launch.of(args, 8092, "receiver")
                .run(
                        () -> start(Launch.of(args, 8092, "receiver").port(), Clock.systemUTC()),
                        simulator -> "Webhook receiver ready at " + simulator.uri() + "/hooks");
    }

    public URI uri() {
        return server.uri();
    }

    /** Where webhooks go. */
    public String address() {
        return uri() + "/hooks";
    }

    /** Any of these may have signed; each in the form that its owner was shown. */
    public void trust(String... shown) {
        secrets.clear();
        secrets.addAll(List.of(shown));
    }

    /** Sets dials as {@code PUT /simulator/dials} does, for tests in the same process. */
    public void dial(String json) {
        dials.turn(Json.parse(json));
    }

    /** Everything that came, the oldest first. */
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** Forgets messages, secrets and dials. */
    public void reset() {
        dials.reset();
        heard.clear();
        secrets.clear();
    }

    private void routes() {
        dials.serveOn(server);
        server.on("POST", "/hooks", this::receive);
        server.on("POST", "/elsewhere", this::receive);
        server.on("PUT", "/simulator/secrets", request -> {
            trust(request.json()
                    .path("secrets")
                    .valueStream()
                    .map(one -> one.asString(""))
                    .toArray(String[]::new));
            return Answer.json(Json.object().put("trusted", secrets.size()));
        });
        server.on("GET", "/simulator/heard", _ -> {
            var all = heard.stream().map(Heard::json).toList();
            return Answer.json(Json.object().set("items", Json.array(all)));
        });
    }

    private Answer receive(Request request) throws InterruptedException {
        var one = Heard.of(request, secrets, clock.instant());
        heard.add(one);
        dials.hold();
        if (dials.on("close")) return Answer.LOST;
        if (dials.failsNow()) return Answer.of(500, "text/plain", "Out of order");
        if (!one.believed() && !secrets.isEmpty()) return Answer.of(400, "text/plain", "Not signed, or long ago");
        var answer = Answer.of((int) dials.number("status"), "text/plain", dials.text("answer"));
        if (!dials.text("location").isEmpty()) answer = answer.with("Location", dials.text("location"));
        if (!dials.text("retryAfter").isEmpty()) answer = answer.with("Retry-After", dials.text("retryAfter"));
        return answer;
    }

    @Override
    public void close() {
        server.close();
    }

    /**
     * One call.
     *
     * @param signers the numbers, in the order of the trusted secrets, of those that really signed it
     * @param believed whether one did, and not long ago
     */
    public record Heard(
            String path,
            String id,
            String timestamp,
            String signatures,
            String body,
            String host,
            List<Integer> signers,
            boolean believed) {

        private static Heard of(Request request, List<String> secrets, Instant now) {
            String id = request.header("webhook-id").orElse("");
            String timestamp = request.header("webhook-timestamp").orElse("");
            String signatures = request.header("webhook-signature").orElse("");
            var signers = new ArrayList<Integer>();
            for (int number = 0; number < secrets.size(); number++) {
                if (signed(secrets.get(number), signatures, id + "." + timestamp + "." + request.body())) {
                    signers.add(number);
                }
            }
            boolean inTime = timestamp.matches("\\d{1,12}")
                    && Math.abs(now.getEpochSecond() - Long.parseLong(timestamp)) <= TOLERANCE_SECONDS;
            return new Heard(
                    request.path(),
                    id,
                    timestamp,
                    signatures,
                    request.body(),
                    request.header("host").orElse(""),
                    List.copyOf(signers),
                    inTime && !signers.isEmpty());
        }

        private static boolean signed(String secret, String signatures, String content) {
            byte[] key = Base64.getDecoder().decode(secret.substring(secret.indexOf('_') + 1));
            byte[] ours = hmac(key, content);
            for (String signature : signatures.split(" ")) {
                var parts = signature.split(",", 2);
                if (parts.length == 2
                        && parts[0].equals("v1")
                        && MessageDigest.isEqual(ours, Base64.getDecoder().decode(parts[1]))) return true;
            }
            return false;
        }

        private static byte[] hmac(byte[] key, String content) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac.doFinal(content.getBytes(UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private ObjectNode json() {
            return Json.object()
                    .put("id", id)
                    .put("timestamp", timestamp)
                    .put("signatures", signatures)
                    .put("believed", believed)
                    .put("body", body);
        }
    }
}

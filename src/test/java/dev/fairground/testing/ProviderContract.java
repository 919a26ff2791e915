package dev.fairground.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairground.platform.practices.Shows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The agreement with a provider, a file of {@code src/test/resources/contracts}: a story of calls, each with the requests that we send and
 * those parts of the answers that we read. Both sides are held to it, our client by {@link #heard} and the provider by
 * {@link ProviderSide}, so that a client and a simulator cannot agree with each other and both be wrong about the rest of the world.
 */
@Shows("test-provider-contract")
public record ProviderContract(List<Call> calls, JsonNode document) {

    private static final JsonMapper JSON = new JsonMapper();

    /** What one call of our client sends and gets, one exchange after the other, and what it makes of that. */
    public record Call(String call, String means, List<Exchange> exchanges) {

        public List<String> requests() {
            return exchanges.stream().map(Exchange::request).toList();
        }

        @Override
        public String toString() {
            return call;
        }
    }

    /** {@code headers} are the names of those that must be there. */
    public record Exchange(
            String method, String path, Set<String> headers, Map<String, String> form, int status, JsonNode answer) {

        String request() {
            return "%s %s %s %s".formatted(method, path, new TreeMap<>(form), new TreeSet<>(headers));
        }
    }

    /** What our client sent, and what it made of the answers. */
    public record Heard(List<String> requests, String means) {}

    public static ProviderContract of(String provider) {
        var file = Documents.repository().resolve("src/test/resources/contracts/" + provider + ".json");
        var document = JSON.readTree(Documents.read(file));
        var calls = document.path("calls")
                .valueStream()
                .map(call -> JSON.convertValue(call, Call.class))
                .toList();
        return new ProviderContract(calls, document);
    }

    /** Every way to break the agreement about one of these answers: each field that we read, gone or of another type. */
    public static Map<String, UnaryOperator<JsonNode>> breaches(Stream<JsonNode> answers) {
        var breaches = new TreeMap<String, UnaryOperator<JsonNode>>();
        answers.flatMap(ProviderContract::fields).forEach(field -> {
            breaches.put("without " + field, answer -> changed(answer, object -> object.remove(field)));
            breaches.put(
                    "another type of " + field,
                    answer -> changed(answer, object -> {
                        if (object.has(field)) object.set(field, retyped(object.path(field)));
                    }));
        });
        return breaches;
    }

    /** The answer with more in it than anybody knows. */
    public static JsonNode grown(JsonNode answer) {
        return changed(answer, object -> object.put("something_new", "of tomorrow"));
    }

    /** What our client does in this call where it is answered as agreed but for {@code change}. */
    public static Heard heard(Call call, UnaryOperator<JsonNode> change, Function<URI, String> client) {
        var requests = new ArrayList<String>();
        var server = server();
        server.createContext("/", http -> {
            try (http) {
                var agreed = call.exchanges.get(Math.min(requests.size(), call.exchanges.size() - 1));
                requests.add(request(http, agreed.headers));
                byte[] body = change.apply(agreed.answer).toString().getBytes(UTF_8);
                http.sendResponseHeaders(agreed.status, body.length);
                http.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            return new Heard(
                    requests,
                    client.apply(
                            URI.create("http://localhost:" + server.getAddress().getPort())));
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String request(HttpExchange http, Set<String> headers) throws IOException {
        var form = new TreeMap<String, String>();
        var sent = new String(http.getRequestBody().readAllBytes(), UTF_8);
        for (var pair : sent.isEmpty() ? new String[0] : sent.split("&")) {
            var parts = pair.split("=", 2);
            form.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        var there = new TreeSet<>(headers);
        there.removeIf(header -> !http.getRequestHeaders().containsKey(header));
        return "%s %s %s %s".formatted(http.getRequestMethod(), http.getRequestURI(), form, there);
    }

    private static Stream<String> fields(JsonNode answer) {
        return Stream.concat(
                answer.propertyNames().stream(), answer.valueStream().flatMap(ProviderContract::fields));
    }

    /** A copy in which every object, at any depth, went through {@code change}. */
    private static JsonNode changed(JsonNode answer, Consumer<ObjectNode> change) {
        var copy = answer.deepCopy();
        objects(copy).toList().forEach(change);
        return copy;
    }

    private static Stream<ObjectNode> objects(JsonNode node) {
        var within = node.valueStream().flatMap(ProviderContract::objects);
        return node instanceof ObjectNode object ? Stream.concat(Stream.of(object), within) : within;
    }

    private static JsonNode retyped(JsonNode value) {
        return value.isString() ? JSON.valueToTree(7) : JSON.valueToTree("another type");
    }
}

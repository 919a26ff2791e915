package dev.fairground.ops.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * The proxy before the instances: hands each request to one of them, and to the other only if the first was not there to take it. What
 * broke off in between is 502, because nobody knows whether it was done; the sender, who has a key or an event id, sends again.
 */
final class FrontDoor implements AutoCloseable {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);
    private static final Set<String> OUR_OWN =
            Set.of("host", "connection", "content-length", "http2-settings", "upgrade", "expect");

    private final List<Node> instances;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Set<Handed> under = ConcurrentHashMap.newKeySet();

    FrontDoor(List<Node> instances) {
        this.instances = instances;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handOn);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What the instance was asked and has not answered, as method and path without ids. */
    List<String> underWayAt(Node instance) {
        return under.stream()
                .filter(handed -> handed.to().equals(instance))
                .map(handed -> handed.what().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}"))
                .toList();
    }

    private void handOn(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var order = new ArrayList<>(instances);
        Collections.shuffle(order);
        try (exchange) {
            for (var instance : order) {
                if (tookIt(exchange, instance, body)) return;
            }
            exchange.sendResponseHeaders(503, -1);
        }
    }

    private boolean tookIt(HttpExchange exchange, Node instance, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(
                        instance.at(exchange.getRequestURI().toString()))
                .timeout(LONGEST_ANSWER)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OUR_OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        var handed = new Handed(
                instance,
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
                new Object());
        under.add(handed);
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) exchange.getResponseBody().write(answer.body());
            return true;
        } catch (ConnectException nobodyThere) {
            return false;
        } catch (IOException brokeOff) {
            exchange.sendResponseHeaders(502, -1);
            return true;
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        } finally {
            under.remove(handed);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** @param each makes two of the same two */
    private record Handed(Node to, String what, Object each) {}
}

package dev.fairground.simulators;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/** An HTTP server with routes, one virtual thread per call. */
final class SimulatorServer implements AutoCloseable {

    static {
        // Head and body leave in two writes; with Nagle's algorithm each small answer would wait 40 ms for an
        // acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    @FunctionalInterface
    interface Handler {
        Answer answer(Request request) throws InterruptedException;
    }

    private record Route(String method, List<String> segments, Handler handler) {

        Optional<Map<String, String>> match(String askedMethod, List<String> asked) {
            if (!method.equals(askedMethod) || asked.size() != segments.size()) return Optional.empty();
            var variables = new HashMap<String, String>();
            for (int i = 0; i < asked.size(); i++) {
                var segment = segments.get(i);
                if (segment.startsWith("{")) variables.put(segment.substring(1, segment.length() - 1), asked.get(i));
                else if (!segment.equals(asked.get(i))) return Optional.empty();
            }
            return Optional.of(variables);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Route> routes = new ArrayList<>();
    private Handler otherwise = request -> Answer.of(404, "text/plain", "Nothing is at " + request.path());

    private SimulatorServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        on("GET", "/livez", _ -> Answer.of(200, "text/plain", "ok"));
    }

    /** Takes the port (0: any free one) but answers nobody before {@link #start}. */
    static SimulatorServer open(String name, int port) {
        try {
            return new SimulatorServer(HttpServer.create(new InetSocketAddress(address(), port), 0));
        } catch (BindException e) {
            throw new IllegalStateException("Port " + port + " is taken, and the " + name + " needs it", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server is opened for; where that fails, its port is free again. */
    <T> T orClose(Supplier<T> purpose) {
        try {
            return purpose.get();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** This machine only, unless {@code SIMULATOR_ADDRESS} opens it to a container network. */
    static InetAddress address() throws IOException {
        return InetAddress.getByName(System.getenv().getOrDefault("SIMULATOR_ADDRESS", "127.0.0.1"));
    }

    /** A part of the pattern in braces matches anything and becomes a variable of that name. */
    void on(String method, String pattern, Handler handler) {
        routes.add(new Route(method, segments(pattern), handler));
    }

    void otherwise(Handler handler) {
        otherwise = handler;
    }

    void start() {
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            if (answer == Answer.LOST) return;
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, InterruptedException {
        var asked = segments(exchange.getRequestURI().getPath());
        try {
            for (var route : routes) {
                var variables = route.match(exchange.getRequestMethod(), asked);
                if (variables.isPresent()) {
                    return route.handler().answer(Request.read(exchange, variables.get()));
                }
            }
            return otherwise.answer(Request.read(exchange, Map.of()));
        } catch (IllegalArgumentException | JacksonException malformed) {
            return Answer.json(400, Json.object().put("message", String.valueOf(malformed.getMessage())));
        } catch (RuntimeException bug) {
            bug.printStackTrace();
            return Answer.json(500, Json.object().put("message", "The simulator itself failed: " + bug));
        }
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        // Waits, so that nobody writes to a journal that is about to be closed.
        threads.close();
    }
}

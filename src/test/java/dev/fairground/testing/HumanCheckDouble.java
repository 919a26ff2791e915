package dev.fairground.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The far end of the human check, over real HTTP: it passes {@link #PASSES}, is broken for {@link #BREAKS}, and fails all else. */
public final class HumanCheckDouble {

    public static final String PASSES = "a-human";
    public static final String BREAKS = "a-broken-service";
    static final String SECRET = "human-check-secret-of-tests";

    private static final HttpServer SERVER = start();

    private HumanCheckDouble() {}

    static String url() {
        return "http://localhost:" + SERVER.getAddress().getPort();
    }

    private static HttpServer start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/turnstile/v0/siteverify", exchange -> {
                String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                boolean passes = form.contains("response=" + PASSES) && form.contains("secret=" + SECRET);
                byte[] answer =
                        "{\"success\":%s,\"error-codes\":[]}".formatted(passes).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(form.contains("response=" + BREAKS) ? 500 : 200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

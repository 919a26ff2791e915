package dev.fairground.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What was asked, read once and whole. Names of headers are lower case. */
record Request(
        String method,
        String path,
        Map<String, String> variables,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] bytes) {

    /** No protocol here asks with more, pictures included; a larger body is cut short and then fails to parse. */
    private static final int LARGEST_BODY_BYTES = 1 << 24;

    static Request read(HttpExchange exchange, Map<String, String> variables) throws IOException {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY_BYTES);
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                variables,
                pairs(exchange.getRequestURI().getRawQuery()),
                headers,
                body);
    }

    String body() {
        return new String(bytes, UTF_8);
    }

    /** A part of the path that the route names. */
    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Map<String, String> form() {
        return pairs(body());
    }

    ObjectNode json() {
        return Json.parse(body());
    }

    /** The pairs of a query or an urlencoded form; of a repeated name the last one counts. */
    private static Map<String, String> pairs(@Nullable String encoded) {
        var pairs = new LinkedHashMap<String, String>();
        if (encoded == null || encoded.isBlank()) return pairs;
        for (var pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
        }
        return pairs;
    }
}

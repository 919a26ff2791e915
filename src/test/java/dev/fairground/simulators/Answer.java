package dev.fairground.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** What is answered. */
record Answer(int status, byte[] body, Map<String, String> headers) {

    /** No answer: the connection is closed in the caller's face. */
    static final Answer LOST = new Answer(0, new byte[0], Map.of());

    static Answer json(JsonNode body) {
        return json(200, body);
    }

    static Answer json(int status, JsonNode body) {
        return of(status, "application/json", body.toString());
    }

    static Answer of(int status, String contentType, String body) {
        return new Answer(status, body.getBytes(UTF_8), Map.of("Content-Type", contentType + "; charset=utf-8"));
    }

    Answer with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Answer(status, body, all);
    }

    /** The same answer with another JSON body. */
    Answer map(UnaryOperator<JsonNode> change) {
        return new Answer(status, change.apply(Json.parse(text())).toString().getBytes(UTF_8), headers);
    }

    String text() {
        return new String(body, UTF_8);
    }
}

package dev.fairground.platform.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is taken from an event: ids and its kind, each of at most 255 characters. How things stand is asked elsewhere where that matters,
 * since events come late, twice and in any order.
 *
 * @param objectRef the sender's id of what the event is about, empty if it names nothing
 * @param body as it was signed
 */
public record WebhookEvent(String id, String kind, String objectRef, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The longest id and kind that an inbox holds. */
    private static final int LONGEST = 255;

    static WebhookEvent parse(byte[] body) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            var event = JSON.readTree(text);
            return new WebhookEvent(
                    required(event.path("id")),
                    required(event.path("type")),
                    event.at("/data/object/id").asString(""),
                    text);
        } catch (CharacterCodingException | JacksonException malformed) {
            throw WebhookRefused.malformed();
        }
    }

    private static String required(JsonNode value) {
        var text = value.isString() ? value.stringValue() : "";
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) throw WebhookRefused.malformed();
        return text;
    }
}

package dev.fairground.payments;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What we take from an event of the provider: ids and its kind. How things stand is read from the provider, since events come late, twice
 * and in any order.
 *
 * @param objectRef the provider's id of what the event is about, empty if it names nothing
 */
record WebhookEvent(String id, String kind, String objectRef, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The longest id and kind that the inbox holds. */
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
            throw PaymentRefused.webhookMalformed();
        }
    }

    /** Whether it is about something that we only had the provider rehearse, see {@link PaymentProvider#authorise}. */
    boolean ofRehearsal() {
        return JSON.readTree(body).at("/data/object/metadata/rehearsal").isString();
    }

    private static String required(JsonNode value) {
        var text = value.isString() ? value.stringValue() : "";
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0)
            throw PaymentRefused.webhookMalformed();
        return text;
    }
}

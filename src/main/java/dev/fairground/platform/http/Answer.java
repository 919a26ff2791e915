package dev.fairground.platform.http;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an outside answered: a success, or a "no" to this very request, which its client reads further. */
public record Answer(int status, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    public boolean ok() {
        return status / 100 == 2;
    }

    /** Throws {@link UnknownOutcome} where it is no JSON document: somebody else answered, such as a proxy. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw new UnknownOutcome("Answered " + status + " with something that is not JSON", malformed);
        }
    }
}

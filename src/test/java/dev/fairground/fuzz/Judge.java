package dev.fairground.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds answers to what the documents promise, whatever was asked. */
final class Judge {

    private static final JsonMapper JSON = new JsonMapper();

    /** What a caller can have done wrong. */
    private static final Set<Integer> REFUSALS =
            Set.of(400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 415, 417, 422, 429, 431);

    private final List<Endpoint> endpoints;
    private final Set<String> codes;
    private final Leaks leaks;

    /** @param codes that the application explains */
    Judge(List<Endpoint> endpoints, Set<String> codes, Leaks leaks) {
        this.endpoints = endpoints;
        this.codes = codes;
        this.leaks = leaks;
    }

    /** What is wrong with the answer, in words that are the same for the same fault. */
    Optional<String> fault(Attack attack, Heard heard) {
        return Stream.of(
                        leaks.in(attack, heard),
                        heard.has("x-injected")
                                ? Optional.of("a header of the caller's making")
                                : Optional.<String>empty(),
                        heard.status() < 400 ? undocumented(attack, heard) : badRefusal(attack, heard))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> undocumented(Attack attack, Heard heard) {
        if (heard.status() == 0) {
            return attack.framed() ? Optional.of("no answer") : Optional.empty();
        }
        if (attack.method().equals("OPTIONS")
                && heard.status() == 200
                && heard.body().isEmpty()) {
            return Optional.empty(); // what a browser may ask of any address, and no document mentions
        }
        var stated = called(attack).flatMap(endpoint -> endpoint.response(heard.status()));
        if (stated.isEmpty()) return Optional.of("status " + heard.status() + " is not documented");
        return badContent(attack, heard, stated.get());
    }

    /** Which endpoint was asked in the end; HEAD is GET without the body. */
    private Optional<Endpoint> called(Attack attack) {
        String method = attack.method().equals("HEAD") ? "GET" : attack.method();
        return endpoints.stream()
                .filter(endpoint -> endpoint.method().equals(method) && endpoint.isAt(attack.path()))
                .findFirst();
    }

    private static Optional<String> badContent(Attack attack, Heard heard, JsonNode stated) {
        var types = stated.path("content").propertyNames();
        if (attack.method().equals("HEAD") || types.isEmpty()) {
            return heard.body().isEmpty() ? Optional.empty() : Optional.of("a body that is not documented");
        }
        if (!types.contains(heard.mediaType())) {
            return Optional.of("media type '" + heard.mediaType() + "' is not documented");
        }
        return parsed(heard).isEmpty() ? Optional.of("a body that is no JSON") : Optional.empty();
    }

    private Optional<String> badRefusal(Attack attack, Heard heard) {
        if (!REFUSALS.contains(heard.status())) return Optional.of("status " + heard.status());
        if (attack.method().equals("HEAD")) return Optional.empty();
        if (!heard.mediaType().equals("application/problem+json")) {
            return Optional.of("a refusal of media type '" + heard.mediaType() + "'");
        }
        var problem = parsed(heard);
        if (problem.isEmpty()) return Optional.of("a refusal that is no JSON");
        String code = problem.get().path("code").asString("");
        if (!codes.contains(code) || !problem.get().path("type").asString("").equals("/problems/" + code)) {
            return Optional.of("a code that is not explained: '" + code + "'");
        }
        if (problem.get().path("status").asInt(0) != heard.status())
            return Optional.of("a body that states another status");
        // What the container refuses before anything of ours has run belongs to no trace.
        if (!code.equals("bad-request")
                && problem.get().path("traceId").asString("").isEmpty()) {
            return Optional.of("a refusal without trace id");
        }
        return heard.status() == 429 && !heard.has("retry-after") ? Optional.of("no Retry-After") : Optional.empty();
    }

    private static Optional<JsonNode> parsed(Heard heard) {
        try {
            return Optional.of(JSON.readTree(heard.body())).filter(JsonNode::isContainer);
        } catch (JacksonException none) {
            return Optional.empty();
        }
    }
}

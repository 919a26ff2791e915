package dev.fairground.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One call that a document offers.
 *
 * @param method in capitals
 * @param path with its variables, such as {@code /api/v2/orders/{id}}
 * @param operation what the document says of it
 * @param document the whole, in which its references lead somewhere
 */
record Endpoint(String method, String path, JsonNode operation, JsonNode document) {

    /** The variable of a path that stands alone between its slashes. */
    static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

    /** Every call of these documents, in their order. */
    static List<Endpoint> of(List<JsonNode> documents) {
        return documents.stream()
                .flatMap(document -> document.path("paths")
                        .propertyStream()
                        .flatMap(path -> path.getValue()
                                .propertyStream()
                                .map(operation -> new Endpoint(
                                        operation.getKey().toUpperCase(java.util.Locale.ROOT),
                                        path.getKey(),
                                        operation.getValue(),
                                        document))))
                .toList();
    }

    String name() {
        return method + " " + path;
    }

    /** Whether this path, without a query, is one of its own. */
    boolean isAt(String target) {
        var pattern = Stream.of(path.split("/", -1))
                .map(part -> VARIABLE.matcher(part).matches() ? "[^/]+" : Pattern.quote(part))
                .collect(Collectors.joining("/"));
        return target.matches(pattern);
    }

    Stream<JsonNode> parameters(String in) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals(in));
    }

    /** The media types of the bodies that it takes; empty if it takes none. */
    List<String> consumes() {
        return List.copyOf(operation.at("/requestBody/content").propertyNames());
    }

    JsonNode bodySchema() {
        return operation.at("/requestBody/content/application~1json/schema");
    }

    /** What the document says of answers with this status; its word on all others stands for refusals alone. */
    Optional<JsonNode> response(int status) {
        var responses = operation.path("responses");
        return Stream.of(String.valueOf(status), status < 400 ? "" : "default")
                .map(responses::path)
                .filter(JsonNode::isObject)
                .findFirst();
    }

    JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }
}

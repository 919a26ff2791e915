package dev.fairground;

import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What can be sent wrong to one operation of the API, read from its document: the body as a whole, each field of it, each parameter. Every
 * one of these has to be answered with 4xx and, where one field is at fault, with its name; what may be right somewhere, with no 5xx.
 *
 * @param known ids of things that the caller may reach, by the address's beginning, so that a request gets as deep as it can
 */
record BadInput(String method, String path, JsonNode operation, JsonNode document, Map<String, UUID> known) {

    /** What an address names by a word and not by an id, each with one that there is. */
    private static final Map<String, String> NAMES =
            Map.of("capability", "staff:refund", "job", "outbox-purge", "listener", "notifications.mail");

    /** What an address names by a word that we need not have heard of: nothing is known of it, which is an answer. */
    private static final Set<String> ANY_WORD = Set.of("release");

    private static final int TEN_MB = 10 * 1024 * 1024;
    private static final UUID NOBODYS = UUID.fromString("0198c7a2-0000-7000-8000-000000000000");

    /** Every operation of the document. */
    static Stream<BadInput> in(JsonNode document, Map<String, UUID> known) {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> new BadInput(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue(),
                                document,
                                known)));
    }

    /** The same operation in another version's document, or nothing. */
    JsonNode in(JsonNode other, String here, String there) {
        return other.path("paths").path(path.replace(here, there)).path(method.toLowerCase(Locale.ROOT));
    }

    boolean takesTheSameAs(JsonNode other) {
        return Stream.of("parameters", "requestBody", "security")
                .allMatch(part -> operation.path(part).equals(other.path(part)));
    }

    /** Sends it all and returns a sentence for each answer that is not what it has to be. */
    List<String> complaintsAbout(Api api) {
        return Stream.of(bodies(), fields(), parameters(), headers())
                .flatMap(wrongs -> wrongs)
                .map(wrong -> wrong.complaint(send(api, wrong)))
                .filter(complaint -> !complaint.isEmpty())
                .map(complaint -> method + " " + path + ": " + complaint)
                .toList();
    }

    private Api.Answer send(Api api, Wrong wrong) {
        var with = api.with("Idempotency-Key", Chance.id().toString());
        for (var header : wrong.headers().entrySet()) {
            with = with.with(header.getKey(), header.getValue());
        }
        return with.send(method, wrong.path(), wrong.body());
    }

    private Stream<Wrong> bodies() {
        if (!takesBody()) {
            return Stream.of();
        }
        var required = schema(bodySchema())
                .path("required")
                .valueStream()
                .map(JsonNode::asString)
                .toArray(String[]::new);
        var wrongs = Stream.of("", "{", "[]", "7", "\"text\"", "{} {}", "<thing/>", "{\"a\":".repeat(2000))
                .map(body -> body(body, 400));
        return Stream.concat(
                wrongs,
                Stream.of(
                        body(whole("", "").replaceFirst("\\{", "{\"nobody-knows\":1,"), 400, "nobody-knows"),
                        body("{}", required.length == 0 ? 0 : 400, required),
                        body("{\"x\":\"" + "x".repeat(TEN_MB) + "\"}", 413),
                        body(whole("", ""), 415).with("Content-Type", "text/plain"),
                        body(whole("", ""), 415).with("Content-Type", "nonsense"),
                        body(whole("", ""), 415).with("Content-Type", "application/x-www-form-urlencoded")));
    }

    private Stream<Wrong> fields() {
        return takesBody() ? fields(bodySchema(), "").stream().flatMap(this::wrongs) : Stream.of();
    }

    private Stream<Wrong> wrongs(Field field) {
        var schema = field.schema();
        return switch (schema.path("type").asString("")) {
            case "integer", "number" ->
                Stream.of(
                        field("\"many\"", field, true),
                        field("{}", field, true),
                        field("1e999999999", field, true),
                        field("99999999999999999999999", field, true),
                        field("-9223372036854775808", field, false),
                        field("-1", field, false));
            case "boolean" -> Stream.of(field("\"perhaps\"", field, true), field("{}", field, true));
            case "array" -> Stream.of(field("\"text\"", field, true), field("{\"a\":1}", field, true));
            case "string" ->
                Stream.concat(
                        Stream.of(
                                field("{}", field, true),
                                field("[]", field, true),
                                field("\"a\\u0000b\"", field, true)),
                        Stream.of(
                                        "\"\"",
                                        "\" \"",
                                        "\"\\u2003x\\u2003\"",
                                        "\"\\ud83e\\udd8a\"",
                                        "\"\\ud800\"",
                                        "\"" + "x".repeat(100_000) + '"')
                                .map(text -> field(text, field, false)));
            default -> Stream.of(field("\"text\"", field, true), field("[]", field, true));
        };
    }

    /** With the whole body in order but for one field; if {@code never} right, it has to be named. */
    private Wrong field(String value, Field field, boolean never) {
        var body = whole(field.path(), value);
        return never ? body(body, 400, field.path()) : body(body, 0);
    }

    private Stream<Wrong> parameters() {
        return operation.path("parameters").valueStream().flatMap(parameter -> {
            String name = parameter.path("name").asString();
            return switch (parameter.path("in").asString()) {
                case "path" ->
                    Stream.of(
                            at(address(name, NOBODYS.toString()), 0, "unknown " + name),
                            at(
                                    address(name, "no-id"),
                                    unheardOf(name, NAMES.containsKey(name) ? 404 : 400),
                                    "no " + name),
                            at(address(name, "7"), unheardOf(name, -1), "number for " + name),
                            at(address(name, "%00"), -1, "NUL in " + name),
                            at(address(name, "x".repeat(2000)), unheardOf(name, -1), "long " + name));
                case "query" ->
                    Stream.of("!", "%00", "-1", "99999999999999999999", "x".repeat(2000))
                            .filter(value -> !mayHold(parameter.path("schema"), value))
                            .map(value -> at(
                                    address("", "") + "?" + name + "=" + value,
                                    400,
                                    name,
                                    parameter.path("schema").has("items") && !value.equals("%00")
                                            ? name + "[0]"
                                            : name));
                default -> Stream.of();
            };
        });
    }

    private static int unheardOf(String name, int status) {
        return ANY_WORD.contains(name) ? 0 : status;
    }

    /** Free text takes whatever is not too long; a cursor is text of ours. */
    private static boolean mayHold(JsonNode schema, String value) {
        return schema.has("maxLength")
                && !schema.has("pattern")
                && !value.equals("%00")
                && value.length() <= schema.path("maxLength").asInt();
    }

    private Stream<Wrong> headers() {
        var wrongs = new ArrayList<Wrong>();
        wrongs.add(at(address("", ""), 0, "odd version").with("Accept-Version", "\u00ff"));
        if (operation.path("security").isArray()) {
            wrongs.add(at(address("", ""), 401, "bad token").with("Authorization", "Bearer nonsense"));
            wrongs.add(at(address("", ""), 401, "no token").with("Authorization", "Basic !!!"));
        }
        if (operation
                .path("parameters")
                .valueStream()
                .anyMatch(one -> one.path("name").asString().equals("Idempotency-Key"))) {
            wrongs.add(body(takesBody() ? whole("", "") : null, 400, "Idempotency-Key")
                    .with("Idempotency-Key", "two words"));
            wrongs.add(body(takesBody() ? whole("", "") : null, 400, "Idempotency-Key")
                    .with("Idempotency-Key", "x".repeat(256)));
        }
        return wrongs.stream();
    }

    private Wrong body(@Nullable String body, int status, String... fields) {
        return new Wrong(String.valueOf(body), address("", ""), body, Map.of(), status, List.of(fields));
    }

    private Wrong at(String address, int status, String what, String... fields) {
        return new Wrong(what, address, takesBody() ? whole("", "") : null, Map.of(), status, List.of(fields));
    }

    /** Of JSON: what else is uploaded has tests of its own. */
    private boolean takesBody() {
        return operation.at("/requestBody/content").has("application/json");
    }

    private JsonNode bodySchema() {
        return operation.at("/requestBody/content/application~1json/schema");
    }

    /** The operation's address with {@code value} for one of its parameters, and what leads somewhere for the others. */
    private String address(String parameter, String value) {
        var address = path;
        for (var one : operation.path("parameters")) {
            String name = one.path("name").asString();
            address = address.replace("{" + name + "}", name.equals(parameter) ? value : usual(name));
        }
        return address;
    }

    private String usual(String name) {
        if (NAMES.containsKey(name)) {
            return NAMES.get(name);
        }
        return known.entrySet().stream()
                .filter(one -> path.contains(one.getKey() + "/{" + name + "}"))
                .map(one -> one.getValue().toString())
                .findFirst()
                .orElse(NOBODYS.toString());
    }

    /** A body of the documented shape, with {@code value} instead of the field at {@code field}. */
    private String whole(String field, String value) {
        return sample(bodySchema(), "", field, value);
    }

    private String sample(JsonNode unresolved, String at, String field, String value) {
        var schema = schema(unresolved);
        if (!field.isEmpty() && at.equals(field)) {
            return value;
        }
        if (schema.has("enum")) {
            return schema.at("/enum/0").toString();
        }
        return switch (schema.path("type").asString("")) {
            case "object" ->
                schema.path("properties").properties().stream()
                        .map(one -> '"' + one.getKey() + "\":"
                                + sample(one.getValue(), below(at, one.getKey()), field, value))
                        .collect(Collectors.joining(",", "{", "}"));
            case "array" -> "[" + sample(schema.path("items"), at + "[0]", field, value) + "]";
            case "integer", "number" -> "1";
            case "boolean" -> "true";
            default -> '"' + text(schema) + '"';
        };
    }

    private static String text(JsonNode schema) {
        if (schema.path("format").asString("").equals("uuid")) {
            return NOBODYS.toString();
        }
        if (schema.path("format").asString("").equals("date-time")) {
            return SettableClock.START.toString();
        }
        return schema.path("pattern").asString("").startsWith("pm_")
                ? "pm_card_visa"
                : "x".repeat(Math.max(3, schema.path("minLength").asInt(0)));
    }

    private List<Field> fields(JsonNode unresolved, String at) {
        var schema = schema(unresolved);
        var found = new ArrayList<Field>();
        if (!at.isEmpty()) {
            found.add(new Field(at, schema));
        }
        schema.path("properties")
                .properties()
                .forEach(one -> found.addAll(fields(one.getValue(), below(at, one.getKey()))));
        if (schema.has("items")) {
            found.addAll(fields(schema.path("items"), at + "[0]"));
        }
        return found;
    }

    private JsonNode schema(JsonNode unresolved) {
        var reference = unresolved.path("$ref");
        return reference.isString() ? document.at(reference.asString().substring(1)) : unresolved;
    }

    private static String below(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    private record Field(String path, JsonNode schema) {}

    /**
     * @param status what the answer has to have; 0 is anything but 5xx, for what may be right somewhere; -1 any 4xx
     * @param fields each of which the problem has to name
     */
    private record Wrong(
            String what,
            String path,
            @Nullable String body,
            Map<String, String> headers,
            int status,
            List<String> fields) {

        Wrong with(String header, String value) {
            return new Wrong(header + ": " + value, path, body, Map.of(header, value), status, fields);
        }

        /** Empty where the answer is as it has to be. */
        String complaint(Api.Answer answer) {
            String got = " got " + answer.status() + " "
                    + answer.text().substring(0, Math.min(300, answer.text().length()));
            boolean right = switch (status) {
                case 0 -> answer.status() < 500;
                case -1 -> answer.status() / 100 == 4;
                default -> answer.status() == status;
            };
            if (!right) {
                return shown() + got;
            }
            if (answer.status() >= 400 && !answer.header("Content-Type").equals("application/problem+json")) {
                return shown() + got + " which is no problem document";
            }
            var named = answer.status() < 400
                    ? List.<String>of()
                    : IntStream.range(0, answer.json().at("/errors").size())
                            .mapToObj(number -> answer.at("/errors/" + number + "/field"))
                            .toList();
            return named.containsAll(fields) ? "" : shown() + got + " which does not name " + fields;
        }

        private String shown() {
            return what.substring(0, Math.min(120, what.length()));
        }
    }
}

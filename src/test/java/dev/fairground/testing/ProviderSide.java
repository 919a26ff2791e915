package dev.fairground.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairground.testing.ProviderContract.Exchange;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Holds a provider, or the simulator that stands for it, to a {@link ProviderContract} by telling it the whole story. A word such as
 * {@code pi_1} is what the provider calls by a name of its own that begins alike; where a request needs one that no answer brought,
 * {@code given} makes it, from its word and the names so far.
 */
public final class ProviderSide {

    private static final Pattern WORD = Pattern.compile("\\b[a-z]+_\\d+\\b");

    private final Api provider;
    private final BiFunction<String, Map<String, String>, String> given;
    private final UnaryOperator<JsonNode> change;
    private final Map<String, String> names = new HashMap<>();

    /** {@code change} is done to each answer before anybody looks at it. */
    public ProviderSide(
            Api provider, BiFunction<String, Map<String, String>, String> given, UnaryOperator<JsonNode> change) {
        this.provider = provider;
        this.given = given;
        this.change = change;
    }

    /** What it does otherwise in the first call where it does; empty if it keeps to everything. */
    public List<String> complaints(ProviderContract contract) {
        return contract.calls().stream()
                .map(call -> call.exchanges().stream()
                        .flatMap(exchange -> complaints(call.call(), exchange))
                        .toList())
                .filter(complaints -> !complaints.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The agreed events that are not among {@code sent}, after the story was told. */
    public List<String> unheard(ProviderContract contract, List<JsonNode> sent) {
        return contract.document()
                .path("events")
                .valueStream()
                .filter(event -> sent.stream().noneMatch(real -> isAsAgreed(event, change.apply(real))))
                .map(JsonNode::toString)
                .toList();
    }

    private Stream<String> complaints(String call, Exchange exchange) {
        var form = exchange.form().entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(real(field.getValue())))
                .collect(Collectors.joining("&"));
        var asking = provider.with("Content-Type", "application/x-www-form-urlencoded");
        if (exchange.headers().contains("Idempotency-Key")) {
            asking = asking.with("Idempotency-Key", Chance.id().toString());
        }
        var answer = asking.send(exchange.method(), real(exchange.path()), form.isEmpty() ? null : form);
        var otherwise = answer.status() == exchange.status()
                ? differences("", exchange.answer(), change.apply(answer.json()), names)
                : List.of("the status is " + answer.status() + ": " + answer.text());
        return otherwise.stream().map(difference -> call + ": " + difference);
    }

    /** What one event calls its own is no name for the next. */
    private boolean isAsAgreed(JsonNode event, JsonNode real) {
        return differences("", event, real, new HashMap<>(names)).isEmpty();
    }

    private static List<String> differences(String at, JsonNode agreed, JsonNode real, Map<String, String> names) {
        if (!agreed.isContainer()) {
            return isSame(agreed, real, names) ? List.of() : List.of(at + " is " + real + " and not " + agreed);
        }
        var parts = agreed.isObject()
                ? agreed.propertyNames().stream()
                : IntStream.range(0, agreed.size()).mapToObj(String::valueOf);
        return parts.map(part -> "/" + part)
                .flatMap(part -> differences(at + part, agreed.at(part), real.at(part), names).stream())
                .toList();
    }

    private static boolean isSame(JsonNode agreed, JsonNode real, Map<String, String> names) {
        if (!agreed.isString() || !WORD.matcher(agreed.stringValue()).matches()) return agreed.equals(real);
        var word = agreed.stringValue();
        return real.isString()
                && real.stringValue().startsWith(word.substring(0, word.indexOf('_') + 1))
                && names.computeIfAbsent(word, _ -> real.stringValue()).equals(real.stringValue());
    }

    private String real(String text) {
        return WORD.matcher(text)
                .replaceAll((MatchResult word) -> Matcher.quoteReplacement(Optional.ofNullable(names.get(word.group()))
                        .orElseGet(() -> {
                            var made = given.apply(word.group(), names);
                            names.put(word.group(), made);
                            return made;
                        })));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}

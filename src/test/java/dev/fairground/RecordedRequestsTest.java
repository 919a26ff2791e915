package dev.fairground;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.access.Cast;
import dev.fairground.testing.Api;
import dev.fairground.testing.Chance;
import dev.fairground.testing.Documents;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program of the day when version 1 was new plays its requests again. An answer may say more than it did then, but everything that was
 * recorded is still there: {@code {name}} as it was kept before, {@code <text>} and {@code <number>} in that type.
 */
@FairgroundTest
@Proves("api-versioning")
class RecordedRequestsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    private final Map<String, Api> callers = new HashMap<>();
    private final Map<String, String> kept = new HashMap<>();

    @BeforeEach
    void gather() {
        Api anybody = Api.at(port);
        callers.put("anybody", anybody);
        Stream.of("seller", "buyer", "stranger")
                .forEach(role -> callers.put(role, cast.program(anybody, cast.member(role))));
        kept.put("handle", Chance.name("shop-"));
    }

    @Test
    void what_was_asked_of_version_1_is_answered_as_it_was() {
        var recorded =
                JSON.readTree(Documents.read(Documents.repository().resolve("src/test/resources/recorded/v1.json")));

        assertThat(recorded.size()).isGreaterThan(10);
        recorded.forEach(this::replay);
    }

    @Test
    void the_same_thing_and_order_have_the_newer_shape_in_version_2() {
        var recorded =
                JSON.readTree(Documents.read(Documents.repository().resolve("src/test/resources/recorded/v1.json")));
        recorded.valueStream().limit(8).forEach(this::replay);

        var listing = caller("buyer").get(filled("/api/v2/listings/{listing}"));
        assertThat(listing.json().path("price").toString()).isEqualTo("{\"amountMinor\":2050,\"currency\":\"EUR\"}");
        var order = caller("buyer").get(filled("/api/v2/orders/{order}")).json();
        assertThat(order.path("total").toString()).isEqualTo("{\"amountMinor\":4100,\"currency\":\"EUR\"}");
        assertThat(order.at("/lines/0/unitPrice/amountMinor").asLong()).isEqualTo(2050);
        var inOldShape = Map.of(
                "category", "01900000-0000-7000-8000-000000000003",
                "title", "A chair",
                "description", "Plain.",
                "price", 19.99,
                "currency", "EUR",
                "stock", 1);
        assertThat(caller("seller")
                        .post(filled("/api/v2/shops/{shop}/listings"), inOldShape)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_comparison_bites() {
        var answer = JSON.readTree("{\"id\": \"7\", \"price\": 19.99, \"more\": true}");

        assertThat(holds(JSON.readTree("{\"id\": \"<text>\", \"price\": 19.99}"), answer))
                .isTrue();
        assertThat(holds(JSON.readTree("{\"price\": \"<text>\"}"), answer)).isFalse();
        assertThat(holds(JSON.readTree("{\"price\": 19.98}"), answer)).isFalse();
        assertThat(holds(JSON.readTree("{\"price\": {\"amountMinor\": 1999}}"), answer))
                .isFalse();
        assertThat(holds(JSON.readTree("{\"title\": \"<text>\"}"), answer)).isFalse();
    }

    private void replay(JsonNode exchange) {
        var ask = filled(exchange.path("ask").asString()).split(" ");
        var caller = caller(exchange.path("as").asString());
        if (exchange.path("keyed").asBoolean()) {
            caller = caller.with("Idempotency-Key", Chance.id().toString());
        }
        var body = exchange.has("body") ? filled(exchange.path("body").toString()) : null;
        var answer = caller.send(ask[0], ask[1], body);

        assertThat(answer.status())
                .as(exchange + " was answered " + answer.text())
                .isEqualTo(exchange.path("status").asInt());
        if (exchange.has("answer")) {
            var expected = JSON.readTree(filled(exchange.path("answer").toString()));
            assertThat(holds(expected, answer.json()))
                    .as(expected + " was answered " + answer.text())
                    .isTrue();
        }
        exchange.path("keep").forEachEntry((name, pointer) -> kept.put(name, answer.at(pointer.asString())));
    }

    private Api caller(String role) {
        return requireNonNull(callers.get(role), role);
    }

    /** A number that was kept goes back as a number. */
    private String filled(String text) {
        String filled = text.replace("\"{version}\"", "{version}");
        for (var entry : kept.entrySet()) {
            filled = filled.replace("{" + entry.getKey() + "}", entry.getValue());
        }
        return filled;
    }

    private static boolean holds(JsonNode recorded, JsonNode answer) {
        if (recorded.isObject()) {
            return answer.isObject()
                    && recorded.propertyStream()
                            .allMatch(field ->
                                    answer.has(field.getKey()) && holds(field.getValue(), answer.path(field.getKey())));
        }
        if (recorded.isArray()) {
            return answer.isArray()
                    && answer.size() >= recorded.size()
                    && java.util.stream.IntStream.range(0, recorded.size())
                            .allMatch(index -> holds(recorded.get(index), answer.get(index)));
        }
        if (recorded.isNumber()) {
            return answer.isNumber() && answer.decimalValue().compareTo(recorded.decimalValue()) == 0;
        }
        return switch (recorded.asString()) {
            case "<text>" -> answer.isString() && !answer.asString().isEmpty();
            case "<number>" -> answer.isNumber();
            default -> answer.equals(recorded);
        };
    }
}

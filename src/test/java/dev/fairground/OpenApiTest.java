package dev.fairground;

import static dev.fairground.testing.Documents.read;
import static dev.fairground.testing.Documents.repository;
import static dev.fairground.testing.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.testing.Api;
import dev.fairground.testing.FairgroundTest;
import dev.fairground.testing.Proves;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The committed contract of each version is what the handlers say. */
@FairgroundTest
class OpenApiTest {

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    @Proves("api-openapi-versioned")
    void the_committed_document_is_what_the_handlers_say(String version) {
        String now = OpenApiDocument.of(version, handlers());
        if (Boolean.getBoolean("regenerate")) write(committed(version), now);

        assertThat(read(committed(version)))
                .as("run the test with -Dregenerate=true and read the diff")
                .isEqualTo(now);
    }

    @Test
    void a_handler_that_is_gone_shows() {
        var fewer = handlers();
        fewer.values().removeIf(handler -> handler.getMethod().getName().equals("placeV1"));

        assertThat(OpenApiDocument.of("1", fewer)).isNotEqualTo(OpenApiDocument.of("1", handlers()));
        assertThat(OpenApiDocument.of("2", fewer)).isEqualTo(OpenApiDocument.of("2", handlers()));
    }

    @Test
    void each_version_has_its_own_shape_of_an_order() {
        assertThat(document("1")
                        .at("/components/schemas/OrderV1/properties/total/type")
                        .asString())
                .isEqualTo("number");
        assertThat(document("2")
                        .at("/components/schemas/OrderV2/properties/total/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Amount");
    }

    @Test
    @Proves("api-sunset")
    void all_of_version_1_is_deprecated_and_nothing_of_version_2() {
        assertThat(document("1").path("paths").valueStream().flatMap(JsonNode::valueStream))
                .allMatch(operation -> operation.path("deprecated").asBoolean());
        assertThat(document("2").findValues("deprecated")).isEmpty();
    }

    @Test
    void what_a_caller_must_bring_is_said() {
        var place = document("2").at("/paths/~1api~1v2~1orders/post");

        assertThat(place.at("/security/0/bearer/0").asString()).isEqualTo("orders:write");
        assertThat(place.at("/parameters")
                        .valueStream()
                        .map(some -> some.path("name").asString()))
                .containsExactly("Idempotency-Key");
        assertThat(place.at("/responses").propertyNames()).contains("201", "429", "default");
        assertThat(document("2").at("/components/schemas/PurchaseV2/required"))
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("lines", "paymentMethod");
    }

    @Test
    void every_reference_leads_somewhere() {
        for (var version : new String[] {"1", "2"}) {
            var document = document(version);
            assertThat(document.findValues("$ref"))
                    .isNotEmpty()
                    .allSatisfy(reference -> assertThat(
                                    document.at(reference.asString().substring(1))
                                            .isObject())
                            .as(reference.asString())
                            .isTrue());
        }
    }

    @Test
    void the_documents_are_served() {
        var answer = Api.at(port).get("/openapi/v1.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/info/version")).isEqualTo("1");
    }

    private Map<RequestMappingInfo, HandlerMethod> handlers() {
        return new LinkedHashMap<>(mappings.getHandlerMethods());
    }

    private static JsonNode document(String version) {
        return new JsonMapper().readTree(read(committed(version)));
    }

    private static Path committed(String version) {
        return repository().resolve("src/main/resources/openapi/v" + version + ".json");
    }
}

package dev.fairground.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The siege bites: against a server with faults planted, each is found and told apart from what is in order. */
class SiegeTest {

    private static final String DOCUMENT = """
            {"paths": {
              "/api/v1/things/{id}": {"get": {
                "parameters": [{"name": "id", "in": "path", "schema": {"type": "string"}},
                               {"name": "limit", "in": "query", "schema": {"type": "integer"}}],
                "responses": {"200": {"content": {"application/json": {}}},
                              "default": {"content": {"application/problem+json": {}}}}}},
              "/api/v1/things": {"post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "responses": {"201": {}, "default": {"content": {"application/problem+json": {}}}}}}},
             "components": {"schemas": {"Thing": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string", "maxLength": 40},
                "parts": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 3}}}}}}}
            """;

    private static final String REFUSAL =
            "{\"type\":\"/problems/no\",\"code\":\"no\",\"status\":404,\"traceId\":\"t1\",\"detail\":\"No.\",\"title\":\"No.\"}";

    private final List<Endpoint> endpoints = Endpoint.of(List.of(new JsonMapper().readTree(DOCUMENT)));
    private final Judge judge = new Judge(
            endpoints, Set.of("no"), new Leaks(Set.of("thing_name_once"), Map.of("victim", "victim@fairground.test")));

    private HttpServer server = start();

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @BeforeEach
    void serve() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | application/json         | {"id":"1"}                                                 |
            404 | application/problem+json | {refusal}                                                  |
            500 | application/problem+json | {refusal}                                                  | status 500
            418 | application/problem+json | {refusal}                                                  | status 418
            202 | application/json         | {"id":"1"}                                                 | status 202 is not documented
            302 | application/json         | {}                                                         | status 302 is not documented
            200 | text/plain               | fine                                                       | media type 'text/plain' is not documented
            200 | application/json         | {"id":                                                     | a body that is no JSON
            404 | text/html                | <main>No.</main>                                           | a refusal of media type 'text/html'
            403 | application/problem+json | {refusal}                                                  | a body that states another status
            404 | application/problem+json | {"type":"/problems/ho","code":"ho","status":404}           | a code that is not explained: 'ho'
            404 | application/problem+json | {"type":"/problems/no","code":"no","status":404}           | a refusal without trace id
            200 | application/json         | {"a":"java.lang.IllegalStateException: x"}                 | tells of a class
            200 | application/json         | {"a":"NullPointerException"}                               | tells of an exception
            200 | application/json         | {"a":"x at a.B.c(B.java:12)"}                              | tells of a stack trace
            200 | application/json         | {"a":"select name from things"}                            | tells of a statement
            200 | application/json         | {"a":"violates thing_name_once"}                           | tells a secret or a constraint
            200 | application/json         | {"a":"victim@fairground.test"}                             | tells somebody else's address
            """)
    void each_planted_fault_has_its_name(int status, String type, String body, String fault) {
        server.createContext("/", exchange -> answer(exchange, status, type, body.replace("{refusal}", REFUSAL)));

        var heard = Heard.after(honest("GET").bytes(), port());

        assertThat(judge.fault(honest("GET"), heard).orElse(null)).isEqualTo(fault);
    }

    @Test
    void what_somebody_sent_themselves_is_no_secret_of_others() {
        var told = Heard.of("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[\"victim@fairground.test\"]"
                .getBytes(UTF_8));
        var asked = new Attack(
                0,
                endpoints.getFirst(),
                "buyer",
                "GET",
                "/api/v1/things/1?q=victim@fairground.test",
                List.of(),
                new byte[0],
                true);

        assertThat(judge.fault(honest("GET"), told)).isPresent();
        assertThat(judge.fault(asked, told)).isEmpty();
    }

    @Test
    void only_what_was_no_whole_request_may_go_unanswered() {
        var silence = Heard.of(new byte[0]);
        var whole = honest("GET");
        var half = new Attack(0, whole.endpoint(), "buyer", "GET", whole.target(), List.of(), new byte[0], false);

        assertThat(judge.fault(whole, silence)).contains("no answer");
        assertThat(judge.fault(half, silence)).isEmpty();
    }

    @Test
    void a_handler_that_only_one_kind_of_input_breaks_is_found_with_its_request() throws Exception {
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean broken = exchange.getRequestMethod().equals("POST") && body.contains("null");
            answer(exchange, broken ? 500 : 404, "application/problem+json", REFUSAL);
        });

        var siege = new Siege(attacks(7), judge, port());
        siege.lay(400);

        assertThat(siege.faults()).containsKey("POST /api/v1/things: status 500");
        assertThat(siege.faults().get("POST /api/v1/things: status 500")).contains("POST ", "null");
        assertThat(siege.called()).hasSize(2).containsEntry("POST /api/v1/things", 200);
        assertThat(siege.succeeded()).isEmpty();
    }

    @Test
    void a_siege_that_breaks_is_no_siege_that_found_nothing() {
        server.createContext("/", exchange -> answer(exchange, 200, "application/json", "{}"));
        var attackers = new Attacks(List.of(), Map.of("buyer", "token"), Map.of(), new byte[] {1}, 7);

        assertThatThrownBy(() -> new Siege(attackers, judge, port()).lay(400)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void one_seed_always_gives_the_same_requests_and_another_seed_gives_others() {
        var once = IntStream.range(0, 200)
                .mapToObj(attacks(7)::nth)
                .map(Attack::text)
                .toList();

        assertThat(IntStream.range(0, 200).mapToObj(attacks(7)::nth).map(Attack::text))
                .containsExactlyElementsOf(once);
        assertThat(IntStream.range(0, 200).mapToObj(attacks(8)::nth).map(Attack::text))
                .isNotEqualTo(once);
        assertThat(once).as("deep ones among them").anyMatch(one -> one.contains("[[[["));
    }

    private Attacks attacks(long seed) {
        return new Attacks(endpoints, Map.of("buyer", "token", "anybody", ""), Map.of(), new byte[] {1}, seed);
    }

    private Attack honest(String method) {
        return new Attack(
                0,
                endpoints.getFirst(),
                "buyer",
                method,
                "/api/v1/things/1",
                List.of("Host: localhost", "Connection: close"),
                new byte[0],
                true);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

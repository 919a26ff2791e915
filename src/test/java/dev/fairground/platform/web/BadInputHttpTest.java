package dev.fairground.platform.web;

import static dev.fairground.testing.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairground.platform.RimTest;
import dev.fairground.testing.Api;
import dev.fairground.testing.Api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@RimTest
class BadInputHttpTest {

    private static final String MIRROR = "/api/v1/test-mirror";

    private static final int TEN_MB = 10 * 1024 * 1024;

    @LocalServerPort
    int port;

    private Api stranger = Api.at(0);

    @BeforeEach
    void connect() {
        stranger = Api.at(port);
    }

    @Test
    void what_is_in_order_comes_through() {
        assertThat(stranger.post(MIRROR, "{\"name\":\"chair\",\"price\":12.50,\"parts\":[{\"name\":\"leg\"}]}"))
                .hasStatus(200);
        assertThat(stranger.get(MIRROR + "/chair?note=a%20b").at("/note")).isEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"a\\u0000b"}             | name
            {"parts":[{},{"name":"\\u0000"}]} | parts[1].name
            {"more":{"x":"\\u0000"}}         | more.x
            {"count":"many"}                 | count
            {"count":1.5}                    | count
            {"count":99999999999}            | count
            {"total":1e400}                  | total
            {"total":99999999999999999999}   | total
            {"price":1e999999999}            | price
            {"price":1e-999999999}           | price
            {"price":true}                   | price
            {"parts":{"name":"leg"}}         | parts
            {"parts":[{"count":{}}]}         | parts[0].count
            {"nmae":"chair"}                 | nmae
            {"parts":[{"nmae":1}]}           | parts[0].nmae
            """)
    void a_field_that_does_not_hold_is_named(String body, String field) {
        assertThat(stranger.post(MIRROR, body)).refused(400, "invalid-request").naming(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"name\":\"chair\"",
                "{\"name\":\"chair\"} {}",
                "{name:'chair'}",
                "[]",
                "7",
                "\"chair\"",
                "{\"name\":\"chair\",\"name\":\"table\"}",
                "<thing/>",
            })
    void a_body_that_is_no_such_document_is_refused(String body) {
        assertThat(stranger.post(MIRROR, body)).refused(400, "unreadable-body");
    }

    @Test
    void a_document_a_hundred_thousand_levels_deep_is_refused() {
        for (String deep : new String[] {
            "[".repeat(100_000) + "]".repeat(100_000),
            "{\"more\":" + "{\"x\":".repeat(100_000) + "1" + "}".repeat(100_001),
            "{\"more\":{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}",
        }) {
            assertThat(stranger.post(MIRROR, deep).status()).isEqualTo(400);
        }
    }

    @Test
    void a_number_of_ten_thousand_digits_is_refused() {
        assertThat(stranger.post(MIRROR, "{\"total\":" + "9".repeat(10_000) + "}")
                        .status())
                .isEqualTo(400);
        assertThat(stranger.post(MIRROR, "{\"more\":{\"x\":" + "9".repeat(10_000) + "}}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json;charset=no-such-charset",
                "multipart/form-data; boundary=",
                "application/*",
                "nonsense",
            })
    void another_type_of_content_is_refused(String type) {
        assertThat(stranger.with("Content-Type", type).post(MIRROR, "{\"name\":\"chair\"}"))
                .refused(415, "unsupported-media-type");
    }

    @Test
    void the_type_of_a_body_that_is_not_there_matters_to_nobody() {
        assertThat(stranger.with("Content-Type", "multipart/form-data; boundary=")
                        .get(MIRROR + "/chair"))
                .hasStatus(200);
    }

    @Test
    void a_form_whose_field_has_no_value_is_none_of_our_faults() {
        assertThat(stranger.with("Content-Type", "application/x-www-form-urlencoded")
                        .post(MIRROR, "note"))
                .refused(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "V1", "v1.0", "v01", "banana1", "%761", "v", "v3"})
    void a_version_is_spelled_in_one_way(String version) {
        assertThat(stranger.get("/api/" + version + "/test-mirror/chair")).refused(400, "unknown-api-version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "nonsense"})
    void a_packed_body_is_refused_and_not_read_as_if_it_were_plain(String encoding) {
        assertThat(stranger.with("Content-Encoding", encoding).post(MIRROR, "{\"name\":\"chair\"}"))
                .refused(400, "body-encoded")
                .naming("Content-Encoding");
    }

    @Test
    void bytes_in_another_charset_than_stated_are_refused() throws Exception {
        byte[] latin = "{\"name\":\"Stühle\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(send(HttpRequest.newBuilder(uri(MIRROR))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(latin))))
                .refused(400, "invalid-request")
                .naming("name");
    }

    @Test
    void nul_characters_in_the_address_are_refused_and_their_place_is_named() {
        assertThat(stranger.get(MIRROR + "/chair?note=a%00b"))
                .refused(400, "nul-character")
                .naming("note");
        assertThat(stranger.get(MIRROR + "/cha%00ir")).hasStatus(400);
        assertThat(stranger.with("Content-Type", "application/x-www-form-urlencoded")
                        .post("/api/v1/test-mirror/chair", "note=%00"))
                .refused(400, "nul-character")
                .naming("note");
    }

    @Test
    void a_query_that_cannot_be_decoded_is_refused() throws Exception {
        assertThat(raw("GET " + MIRROR + "/chair?note=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"code\":\"malformed-parameters\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 50\r\n\r\n{\"name\":",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
            })
    void a_body_that_breaks_off_or_is_wrongly_framed_is_refused(String body) throws Exception {
        assertThat(raw("POST " + MIRROR + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\n" + body))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"body-broken\"");
    }

    @Test
    void ten_megabytes_are_refused_whether_announced_or_not_and_the_client_hears_it() throws Exception {
        byte[] large = ("{\"name\":\"" + "x".repeat(TEN_MB) + "\"}").getBytes(StandardCharsets.UTF_8);
        var announced = HttpRequest.newBuilder(uri(MIRROR))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(large));
        var chunked = HttpRequest.newBuilder(uri(MIRROR))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)));

        assertThat(send(announced)).refused(413, "body-too-large");
        assertThat(send(chunked)).refused(413, "body-too-large");
        assertThat(stranger.post(MIRROR, Map.of("name", "x".repeat(900_000)))).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "GET /livez SPDY/9\r\nHost: localhost\r\n\r\n",
                "GET /a{b}|c HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /livez HTTP/1.1\r\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: one\r\nHost: two\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /a%2fb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /%ff%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /a;b% HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /api/v1/me/a;b=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "POST /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST /api/v1/test-mirror HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
                "POST /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST /livez HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: nonsense\r\nConnection: close\r\n\r\n",
                "GET /livez HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\nConnection: close\r\n\r\n",
            })
    void malformed_http_is_answered_without_a_word_about_our_machinery(String request) throws Exception {
        assertThat(raw(request))
                .matches("(?s)HTTP/1.1 (4\\d\\d|501) .*")
                .doesNotContainIgnoringCase("tomcat")
                .doesNotContainIgnoringCase("exception")
                .doesNotContainIgnoringCase("<html")
                .doesNotContain("java.", "org.");
    }

    @Test
    void headers_beyond_what_we_take_are_refused() throws Exception {
        assertThat(raw("GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n"))
                .matches("(?s)HTTP/1.1 (400|431) .*")
                .doesNotContainIgnoringCase("tomcat")
                .doesNotContainIgnoringCase("<html");
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static Answer send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        }
    }

    /** Sends exactly these characters, as no well-behaved client would, and reads until the server has nothing more to say. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package dev.fairground;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the committed nginx.conf with a real nginx before a stand-in app. Skipped where no nginx is installed; .ci/run installs it. */
class NginxTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path temporary;

    private final BlockingQueue<Headers> seenByTheApp = new LinkedBlockingQueue<>();
    private HttpServer app;
    private Process nginx;
    private int port;

    @BeforeEach
    void nginx_before_an_app_that_remembers_what_it_is_sent() throws Exception {
        var program = Path.of("/usr/sbin/nginx");
        assumeTrue(Files.isExecutable(program), "nginx is not installed");
        app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            seenByTheApp.add(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        app.start();
        port = freePort();
        var configuration = Files.readString(Path.of("ops/nginx/nginx.conf"))
                .replace(
                        "server app:8080;",
                        "server 127.0.0.1:" + app.getAddress().getPort() + ";")
                .replace("listen 8080 ", "listen 127.0.0.1:" + port + " ")
                .replace("/tmp/nginx", temporary + "/nginx")
                .replace("/dev/stdout", temporary + "/access.log");
        var file = Files.writeString(temporary.resolve("nginx.conf"), configuration);
        nginx = new ProcessBuilder(program.toString(), "-c", file.toString(), "-g", "daemon off; user root;")
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("error.log").toFile())
                .start();
        waitUntilItListens();
    }

    @AfterEach
    void stop() throws Exception {
        if (nginx != null) {
            nginx.destroy();
            assertThat(nginx.waitFor(10, TimeUnit.SECONDS)).isTrue();
            app.stop(0);
        }
    }

    @Test
    void what_a_caller_claims_about_its_own_address_never_reaches_the_app() throws Exception {
        send(request("/")
                .header("X-Forwarded-For", "203.0.113.7")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "for=203.0.113.7")
                .header("X-Real-IP", "203.0.113.7"));

        var seen = seenByTheApp.remove();
        assertThat(seen.get("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(seen.get("X-Forwarded-Proto")).containsExactly("http");
        assertThat(seen).doesNotContainKeys("X-forwarded-host", "Forwarded", "X-real-ip");
        assertThat(seen.get("Host")).containsExactly("127.0.0.1:" + port);
    }

    @Test
    void a_request_carries_its_id_and_the_moment_it_was_whole() throws Exception {
        var before = Instant.now();
        send(request("/").header("X-Request-Start", "t=1").header("X-Request-Id", "mine"));

        var seen = seenByTheApp.remove();
        assertThat(seen.getFirst("X-Request-Id")).matches("[0-9a-f]{32}");
        assertThat(seen.get("X-Request-Start")).singleElement().asString().matches("t=\\d+\\.\\d{3}");
        var start = Objects.requireNonNull(seen.getFirst("X-Request-Start"));
        var millis = (long) (Double.parseDouble(start.substring(2)) * 1000);
        // nginx reads the clock once per turn of its loop, so the stamp may be a little early.
        assertThat(Instant.ofEpochMilli(millis))
                .isBetween(before.minusSeconds(1), Instant.now().plusMillis(1));
    }

    @Test
    void a_body_over_one_megabyte_is_refused_before_the_app_sees_it() throws Exception {
        assertThat(post(1024 * 1024).statusCode()).isEqualTo(200);
        seenByTheApp.clear();

        var refusal = post(1024 * 1024 + 1);

        assertThat(refusal.statusCode()).isEqualTo(413);
        assertThat(refusal.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refusal.body()).contains("\"code\":\"body-too-large\"", "\"status\":413");
        assertThat(seenByTheApp).isEmpty();
    }

    @Test
    void a_picture_may_have_eight_megabytes_and_arrives_like_any_other_request() throws Exception {
        assertThat(postTo("/api/v2/listings/1/pictures", 8 * 1024 * 1024).statusCode())
                .isEqualTo(200);
        assertThat(seenByTheApp.remove().getFirst("X-Request-Id")).matches("[0-9a-f]{32}");

        assertThat(postTo("/api/v2/listings/1/pictures", 8 * 1024 * 1024 + 1).statusCode())
                .isEqualTo(413);
        assertThat(postTo("/api/v2/listings/1/pictures/x", 1024 * 1024 + 1).statusCode())
                .isEqualTo(413);
        assertThat(seenByTheApp).isEmpty();
    }

    @Test
    void the_actuator_is_never_reached() throws Exception {
        for (var path : new String[] {
            "/actuator", "/actuator/env", "//actuator/env", "/x/../actuator/env", "/%61ctuator/env", "/Actuator/env"
        }) {
            assertThat(send(request(path)).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(seenByTheApp).isEmpty();
    }

    @Test
    void the_app_sees_a_request_only_once_its_body_is_whole() throws Exception {
        try (var slow = new Socket("127.0.0.1", port)) {
            slow.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: slow\r\nContent-Length: 4\r\n\r\nab".getBytes(US_ASCII));
            send(request("/"));
            assertThat(seenByTheApp.remove().getFirst("Host")).doesNotContain("slow");
            assertThat(seenByTheApp).isEmpty();

            slow.getOutputStream().write("cd".getBytes(US_ASCII));
            assertThat(seenByTheApp.take().getFirst("Host")).isEqualTo("slow");
        }
    }

    /** Each address holds fewer than it may, so that what ends them is that they are slow. */
    @Test
    void five_hundred_slow_clients_take_nothing_from_the_others_and_are_cut_within_half_a_minute() throws Exception {
        try (var slow = new SlowClients(port)) {
            for (int i = 0; i < 250; i++) {
                slow.send("GET / HTTP/1.1\r\nHost: slow\r\nX-Never-Ends: ");
                slow.send("POST / HTTP/1.1\r\nHost: slow\r\nContent-Length: 1000\r\n\r\nab");
            }
            for (int i = 0; i < 20; i++) {
                assertThat(send(request("/")).statusCode()).isEqualTo(200);
                assertThat(seenByTheApp.remove().getFirst("Host")).doesNotContain("slow");
            }

            assertThat(slow.allAreCut()).isTrue();
            assertThat(seenByTheApp).isEmpty();
        }
    }

    @Test
    void a_flood_from_one_address_is_told_to_wait() throws Exception {
        var answer = send(request("/"));
        for (int sent = 1; sent < 5000 && answer.statusCode() == 200; sent++) {
            answer = send(request("/"));
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.body()).contains("\"code\":\"too-many-requests\"");
    }

    @Test
    void an_app_that_is_away_is_a_503_with_a_time_to_come_back() throws Exception {
        app.stop(0);

        var answer = send(request("/"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"unavailable\"");
    }

    @Test
    void its_log_keeps_no_query_and_its_answers_no_version() throws Exception {
        var answer = send(request("/confirm?token=planted-in-a-link"));

        assertThat(answer.headers().firstValue("Server")).hasValue("nginx");
        // A second request on the same connection is logged after the first.
        send(request("/next"));
        assertThat(Files.readString(temporary.resolve("access.log")))
                .contains("\"path\":\"/confirm\"")
                .doesNotContain("planted-in-a-link");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(int bytes) throws Exception {
        return postTo("/", bytes);
    }

    private HttpResponse<String> postTo(String path, int bytes) throws Exception {
        return send(request(path).POST(BodyPublishers.ofByteArray(new byte[bytes])));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void waitUntilItListens() throws Exception {
        var end = Instant.now().plusSeconds(10);
        while (true) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException notYet) {
                if (!nginx.isAlive() || Instant.now().isAfter(end)) {
                    throw new AssertionError(Files.readString(temporary.resolve("error.log")), notYet);
                }
                Thread.onSpinWait();
            }
        }
    }
}

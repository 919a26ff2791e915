package dev.fairground.platform.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.fairground.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.client.RestClient;

@Timeout(20) // an endless wait is the fault that these tests look for
class OutboundHttpTest {

    private static final OutboundHttp.Limits SHORT =
            new OutboundHttp.Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), 4);

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;
    private Outbound outside;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/status/", exchange -> {
            calls.incrementAndGet();
            var path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            var body = "{\"is\": \"it\"}".getBytes(US_ASCII);
            exchange.sendResponseHeaders(Integer.parseInt(path.substring("/status/".length())), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        outside = to(server.getAddress().getPort());
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void a_success_is_an_answer() {
        assertThat(outside.get("/status/{code}", 200).json().path("is").asString())
                .isEqualTo("it");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 404, 422})
    void a_no_to_this_very_request_is_an_answer_too(int status) {
        assertThat(post("/status/" + status).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 401, 403, 408, 409, 429})
    void a_no_to_us_or_to_now_is_transient(int status) {
        assertThatThrownBy(() -> post("/status/" + status)).isInstanceOf(TransientFailure.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_breakdown_leaves_a_change_unknown_and_a_reading_undone() {
        assertThatThrownBy(() -> post("/status/500")).isInstanceOf(UnknownOutcome.class);
        assertThatThrownBy(() -> outside.get("/status/503")).isInstanceOf(TransientFailure.class);
    }

    @Test
    void an_address_where_nobody_listens_has_heard_nothing() {
        int port = server.getAddress().getPort();
        server.stop(0);

        assertThatThrownBy(() -> post(to(port))).isInstanceOf(TransientFailure.class);
    }

    @Test
    void somebody_who_takes_the_call_and_keeps_silent_is_waited_for_only_so_long() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> post(to(silent.getLocalPort()))).isInstanceOf(UnknownOutcome.class);
        }
    }

    @Test
    void an_answer_that_begins_and_never_ends_is_waited_for_only_so_long() throws IOException {
        try (var dribbling = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> saySome(dribbling, false));

            assertThatThrownBy(() -> post(to(dribbling.getLocalPort()))).isInstanceOf(UnknownOutcome.class);
        }
    }

    @Test
    void a_connection_that_breaks_within_the_answer_leaves_the_outcome_unknown() throws IOException {
        try (var breaking = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> saySome(breaking, true));

            assertThatThrownBy(() -> post(to(breaking.getLocalPort()))).isInstanceOf(UnknownOutcome.class);
        }
    }

    @Test
    void nobody_outside_is_called_inside_a_transaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> post("/status/200")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> outside.get("/status/200")).isInstanceOf(IllegalStateException.class);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
        assertThat(calls).hasValue(0);
    }

    /** Each call would otherwise wait for its limit; the sixth is over before it began. */
    @Test
    void an_outside_that_keeps_failing_is_left_alone() {
        for (int i = 0; i < Dependency.AT_LEAST; i++) {
            assertThatThrownBy(() -> post("/status/500")).isInstanceOf(UnknownOutcome.class);
        }

        assertThatThrownBy(() -> post("/status/200")).isInstanceOf(NotTried.class);
        assertThat(calls).hasValue(Dependency.AT_LEAST);
    }

    @Test
    void an_outside_that_says_no_is_no_failing_one() {
        for (int i = 0; i < Dependency.LATEST; i++) post("/status/422");

        assertThat(post("/status/200").ok()).isTrue();
    }

    @Test
    void each_outside_is_called_once_before_anybody_waits_for_it_and_told_no_key() {
        var keys = new CopyOnWriteArrayList<Boolean>();
        server.createContext("/", exchange -> {
            keys.add(exchange.getRequestHeaders().containsKey("Authorization"));
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        var outsides = outsides();
        outsides.to("somebody who is away", URI.create("http://localhost:1"), SHORT);
        outsides.to(
                        "the test's outside",
                        URI.create("http://localhost:" + server.getAddress().getPort()),
                        SHORT)
                .with(Map.of("Authorization", "Bearer key"));

        new FirstCalls(outsides).run(new DefaultApplicationArguments());

        assertThat(keys).containsExactly(false);
    }

    private Answer post(String path) {
        return outside.post(path, Map.of("a", "b"), Map.of());
    }

    private static Answer post(Outbound outside) {
        return outside.post("/", Map.of("a", "b"), Map.of());
    }

    private static Outbound to(int port) {
        return outsides().to("the test's outside", URI.create("http://localhost:" + port), SHORT);
    }

    private static OutboundHttp outsides() {
        return new OutboundHttp(RestClient.builder(), new Dependencies(new SettableClock(), new SimpleMeterRegistry()));
    }

    /** Promises a hundred bytes and sends two; then hangs up, or holds the line until the other side has. */
    private static void saySome(ServerSocket server, boolean hangUp) {
        try (Socket call = server.accept()) {
            call.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"".getBytes(US_ASCII));
            call.getOutputStream().flush();
            if (!hangUp) call.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }
}

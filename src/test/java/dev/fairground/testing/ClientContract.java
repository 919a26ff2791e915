package dev.fairground.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a client of ours keeps to, whatever is at the other end. The test of each client implements it. */
@Timeout(20) // an endless wait is one of the faults that it looks for
public interface ClientContract {

    /** What the client under test shall wait for anything. */
    Duration SHORT = Duration.ofMillis(500);

    /** Lets the client make one call to the outside at this address. */
    void call(URI outside);

    /** How this client says that the outside gave no answer that can be used. */
    Class<? extends RuntimeException> failure();

    @ParameterizedTest
    @CsvSource({"302, {}", "401, {}", "403, {}", "429, {}", "500, {}", "503, {}", "200, <html>", "200, ''"})
    default void what_is_no_answer_is_a_failure_of_ours_and_is_asked_for_once(int status, String body)
            throws IOException {
        var calls = new AtomicInteger();
        var outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes(US_ASCII));
            exchange.close();
        });
        outside.start();
        try {
            assertThatThrownBy(() -> call(at(outside.getAddress().getPort()))).isInstanceOf(failure());
        } finally {
            outside.stop(0);
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    default void silence_is_waited_for_only_so_long() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> call(at(silent.getLocalPort()))).isInstanceOf(failure());
        }
    }

    @Test
    default void where_nobody_listens_nothing_else_is_thrown() throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThatThrownBy(() -> call(at(port))).isInstanceOf(failure());
    }

    @Test
    default void nobody_is_called_inside_a_transaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> call(at(1))).isInstanceOf(IllegalStateException.class);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    private static URI at(int port) {
        return URI.create("http://localhost:" + port);
    }
}

package dev.fairground.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fairground.testing.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A fault of ours is told from what trade brings with it. */
@ExtendWith(OutputCaptureExtension.class)
class TrafficTallyTest {

    private final TrafficTally tally = new TrafficTally();
    private final HttpServer server = open();

    private static HttpServer open() {
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
    @CsvSource({
        "200, '', '', false, false",
        "409, not-enough-left, '', false, false",
        "429, too-many-requests, 3, false, false",
        "400, search-too-broad, '', false, false",
        "429, too-many-requests, '', true, false",
        "400, malformed, '', true, false",
        "404, no-such-listing, '', true, false",
        "500, internal, '', true, true",
        "503, limit-unavailable, 1, true, true"
    })
    void each_answer_is_judged(int status, String code, String retryAfter, boolean fault, boolean faultForNonsense) {
        answering(status, "{\"code\":\"" + code + "\"}", retryAfter);

        var heard = tally.answered(TrafficVisit.BUY, System.nanoTime(), this::ask);

        assertThat(tally.failed()).isEqualTo(fault ? 1 : 0);
        assertThat(heard.isEmpty()).isEqualTo(fault);

        var nonsense = new TrafficTally();
        nonsense.refusedInput(TrafficVisit.NONSENSE, System.nanoTime(), this::ask);
        assertThat(nonsense.failed()).isEqualTo(faultForNonsense || status == 200 ? 1 : 0);
    }

    @Test
    void an_answer_that_never_comes_is_a_fault() {
        server.stop(0);

        assertThat(tally.answered(TrafficVisit.BUY, System.nanoTime(), this::ask))
                .isEmpty();
        assertThat(tally.failed()).isEqualTo(1);
    }

    @Test
    void refusals_stand_in_the_table_by_their_code_and_faults_below_it(CapturedOutput said) {
        tally.arrived(TrafficVisit.BUY);
        answering(409, "{\"code\":\"price-changed\"}", "");
        tally.answered(TrafficVisit.BUY, System.nanoTime(), this::ask);
        tally.failed(TrafficVisit.BUY, "it broke", "like this");

        tally.printTable();

        assertThat(said.getOut())
                .contains("409 price-changed × 1")
                .contains("failed: it broke × 1")
                .contains("✗ BUY: it broke, like this");
    }

    private Api.Answer ask() {
        return Api.at(server.getAddress().getPort()).get("/");
    }

    private void answering(int status, String body, String retryAfter) {
        server.createContext("/", exchange -> {
            if (!retryAfter.isEmpty()) exchange.getResponseHeaders().set("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
    }
}

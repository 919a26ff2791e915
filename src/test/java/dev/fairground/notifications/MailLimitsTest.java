package dev.fairground.notifications;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairground.platform.effects.Effects;
import dev.fairground.platform.http.Dependencies;
import dev.fairground.testing.Chance;
import dev.fairground.testing.FairgroundTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

/** However a mail server goes about it, a letter takes no more than its time. */
@FairgroundTest
@Timeout(20) // an endless wait is the fault that these tests look for
class MailLimitsTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(2);

    @Autowired
    Dependencies dependencies;

    @Autowired
    Effects effects;

    @Test
    void a_server_that_keeps_silent_is_waited_for_only_so_long() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertGivenUp(silent, SHORT, LONG);
        }
    }

    /** Each read of it is answered in time, which is all that the client's own limit asks. */
    @Test
    void a_word_now_and_then_does_not_make_the_wait_longer() throws Exception {
        var over = new CountDownLatch(1);
        try (var slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greetForEver(slow, over));
            assertGivenUp(slow, LONG, SHORT);
        } finally {
            over.countDown();
        }
    }

    private void assertGivenUp(ServerSocket at, Duration read, Duration whole) {
        var address = URI.create("smtp://localhost:" + at.getLocalPort());
        var settings = new NotificationSettings(
                address, "Fairground <no-reply@fairground.test>", "", List.of(), List.of(), LONG, read, LONG, whole);
        assertThatThrownBy(() -> {
                    var server = new MailServer(settings, dependencies, effects);
                    var letter = server.empty();
                    letter.setFrom(server.from());
                    letter.setRecipients(jakarta.mail.Message.RecipientType.TO, "buyer@fairground.test");
                    letter.setText("Hello");
                    server.rehearse("letter-" + Chance.id(), letter);
                })
                .hasRootCauseInstanceOf(SocketTimeoutException.class);
    }

    private static void greetForEver(ServerSocket server, CountDownLatch over) {
        try (var call = server.accept()) {
            do {
                call.getOutputStream().write("220-Wait a moment\r\n".getBytes(StandardCharsets.US_ASCII));
            } while (!over.await(100, TimeUnit.MILLISECONDS));
        } catch (IOException | InterruptedException hungUp) {
            // as it should be
        }
    }
}

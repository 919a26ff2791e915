package dev.fairground.testing;

import dev.fairground.simulators.HumanCheckSimulator;
import dev.fairground.simulators.MailSimulator;
import dev.fairground.simulators.PushSimulator;
import dev.fairground.simulators.Receipts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The world outside the application: one of each simulator for all tests of a JVM, on ports of their own. */
public final class Outside {

    /** What signs what mail service and push gateway tell of messages, each with every one; the second is the older. */
    public static final List<String> RECEIPT_SECRETS = List.of("new-receipts-secret", "old-receipts-secret");

    /** Passes the tokens it issued, each once. A test that turns its dials resets it. */
    public static final HumanCheckSimulator HUMAN_CHECK = startHumanCheck();

    /** Keeps all mail of all tests; each looks for its own recipients. A test that turns its dials turns them back. */
    public static final MailSimulator MAIL = startMail();

    /** Takes push messages of all tests; each has tokens of its own. A test that turns its dials turns them back. */
    public static final PushSimulator PUSH = startPush();

    /** With what it is called. */
    public static final String PUSH_KEY = "key-of-the-push-gateway";

    private Outside() {}

    /** Its address for browsers: another name than ours for it, as in a network of containers. */
    public static URI humanCheckForBrowsers() {
        return URI.create("http://localhost:" + HUMAN_CHECK.uri().getPort());
    }

    /** The mails to this address, the newest first, as Mailpit's API tells of them. */
    public static List<JsonNode> mailTo(String address) {
        Api inbox = Api.at(MAIL.uri());
        return inbox.get("/api/v1/search?query=to:" + URLEncoder.encode(address, StandardCharsets.UTF_8))
                .json()
                .path("messages")
                .valueStream()
                .map(summary -> inbox.get(
                                "/api/v1/message/" + summary.path("ID").asString())
                        .json())
                .toList();
    }

    private static MailSimulator startMail() {
        try {
            return MailSimulator.start(0, 0, Files.createTempDirectory("mail"), customer());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static PushSimulator startPush() {
        try {
            return PushSimulator.start(0, Files.createTempDirectory("push"), PUSH_KEY, customer());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Receipts.Customer customer() {
        return new Receipts.Customer(
                Optional.empty(), RECEIPT_SECRETS, Clock.fixed(SettableClock.START, ZoneOffset.UTC));
    }

    private static HumanCheckSimulator startHumanCheck() {
        try {
            return HumanCheckSimulator.start(0, Files.createTempDirectory("human-check"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

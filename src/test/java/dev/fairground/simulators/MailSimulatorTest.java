package dev.fairground.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailSimulatorTest {

    @TempDir
    Path state;

    private MailSimulator simulator;
    private Calls calls;

    @BeforeEach
    void open() {
        simulator = MailSimulator.start(0, 0, state);
        calls = new Calls(simulator.uri());
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void a_message_is_kept_with_both_of_its_parts() throws Exception {
        send("buyer@fairground.test", "Grüße", "Your order: 7", "<p>Your <b>order</b>: 7</p>");

        var mail = calls.get("/api/v1/message/latest");
        assertThat(mail.at("/Subject")).isEqualTo("Grüße");
        assertThat(mail.at("/From/Address")).isEqualTo("noreply@fairground.test");
        assertThat(mail.at("/From/Name")).isEqualTo("Fairground");
        assertThat(mail.at("/To/0/Address")).isEqualTo("buyer@fairground.test");
        assertThat(mail.at("/Text").strip()).isEqualTo("Your order: 7");
        assertThat(mail.at("/HTML").strip()).isEqualTo("<p>Your <b>order</b>: 7</p>");
        var headers = calls.get("/api/v1/message/" + mail.at("/ID") + "/headers");
        assertThat(headers.at("/List-Id/0")).isEqualTo("<orders.fairground.test>");
    }

    @Test
    void the_newest_comes_first_and_search_narrows() throws Exception {
        send("buyer@fairground.test", "Order placed", "one", "<p>one</p>");
        send("seller@fairground.test", "Order placed", "two", "<p>two</p>");
        send("buyer@fairground.test", "Order shipped", "three", "<p>three</p>");

        var all = calls.get("/api/v1/messages?limit=2").json();
        assertThat(all.path("total").asInt()).isEqualTo(3);
        assertThat(all.path("messages").findValuesAsString("Snippet")).containsExactly("three", "two");
        assertThat(found("to:buyer@fairground.test")).isEqualTo(2);
        assertThat(found("to:buyer@fairground.test subject:\"order PLACED\"")).isEqualTo(1);
        assertThat(found("to:buyer@fairground.test !subject:shipped")).isEqualTo(1);
        assertThat(found("two")).isEqualTo(1);
        assertThat(calls.get("/api/v1/search").status()).isEqualTo(400);
    }

    @Test
    void mail_is_still_there_after_a_restart_but_half_a_message_is_not() throws Exception {
        send("buyer@fairground.test", "Order placed", "one", "<p>one</p>");
        var id = calls.get("/api/v1/message/latest").at("/ID");
        simulator.close();
        Files.writeString(state.resolve("99999999999999.partial"), "Subject: Half");

        open();
        assertThat(calls.get("/api/v1/message/latest").at("/ID")).isEqualTo(id);
    }

    @Test
    void deleting_deletes_the_named_or_all() throws Exception {
        send("buyer@fairground.test", "One", "one", "<p>one</p>");
        send("buyer@fairground.test", "Two", "two", "<p>two</p>");
        var two = calls.get("/api/v1/message/latest").at("/ID");

        calls.json("DELETE", "/api/v1/messages", "{\"IDs\": [\"" + two + "\"]}");
        assertThat(calls.get("/api/v1/message/latest").at("/Subject")).isEqualTo("One");
        calls.delete("/api/v1/messages");
        assertThat(calls.get("/api/v1/message/latest").status()).isEqualTo(404);
        try (var files = Files.list(state)) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".eml"));
        }
    }

    @Test
    void a_refused_recipient_bounces_and_a_temporary_failure_passes() throws Exception {
        calls.json("PUT", "/simulator/dials", "{\"refuseRecipients\": \"gone@fairground.test, @nowhere.test\"}");
        assertThat(refusal("gone@fairground.test")).contains("550");
        assertThat(refusal("anyone@nowhere.test")).contains("550");
        calls.json("PUT", "/simulator/dials", "{\"temporaryFailures\": 1}");
        assertThat(refusal("buyer@fairground.test")).contains("451");

        send("buyer@fairground.test", "Order placed", "one", "<p>one</p>");
        assertThat(found("to:buyer@fairground.test")).isEqualTo(1);
    }

    @Test
    void a_hanging_server_takes_the_mail_when_it_is_let_go() throws Exception {
        calls.json("PUT", "/simulator/dials", "{\"hang\": true}");
        var sent = CompletableFuture.runAsync(() -> {
            try {
                send("buyer@fairground.test", "Late", "late", "<p>late</p>");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(calls.get("/api/v1/messages").json().path("total").asInt()).isZero();

        calls.json("PUT", "/simulator/dials", "{\"hang\": false}");
        sent.get(10, TimeUnit.SECONDS);
        assertThat(found("subject:late")).isEqualTo(1);
    }

    @Test
    void the_inbox_shows_mail_without_letting_it_act() throws Exception {
        var attack = "<script>alert(1)</script>";
        send(
                "buyer@fairground.test",
                attack,
                "See http://localhost:8080/confirm?a=1&b=2 " + attack,
                "<p>hi</p>" + attack);
        var id = calls.get("/api/v1/message/latest").at("/ID");

        var list = calls.get("/");
        assertThat(list.text()).contains("&lt;script&gt;").doesNotContain("<script");
        var message = calls.get("/message/" + id);
        assertThat(message.text())
                .doesNotContain("<script")
                .contains("<a href=\"http://localhost:8080/confirm?a=1&amp;b=2\">")
                .contains("sandbox=\"allow-popups");
        assertThat(message.response()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .startsWith("default-src 'none'");
        assertThat(calls.get("/message/" + id + "/html")
                        .response()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .startsWith("sandbox allow-popups")
                .doesNotContain("allow-scripts");
        assertThat(calls.get("/inbox.css").status()).isEqualTo(200);
    }

    private int found(String query) throws Exception {
        return calls.get("/api/v1/search?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .json()
                .path("messages")
                .size();
    }

    private String refusal(String recipient) {
        var refused = catchThrowableOfType(
                SendFailedException.class, () -> send(recipient, "Order placed", "one", "<p>one</p>"));
        return String.valueOf(refused.getNextException());
    }

    /** With a user and a password, since every server in production wants them. */
    private void send(String to, String subject, String text, String html) throws Exception {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(simulator.smtpPort()));
        settings.put("mail.smtp.auth", "true");
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("noreply@fairground.test", "Fairground"));
        message.setRecipient(RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.setHeader("List-Id", "<orders.fairground.test>");
        var parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(text, "plain"));
        parts.addBodyPart(part(html, "html"));
        message.setContent(parts);
        Transport.send(message, "user", "any");
    }

    private static MimeBodyPart part(String text, String type) throws Exception {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", type);
        return part;
    }
}

package dev.fairground.notifications;

import dev.fairground.platform.instance.Instance;
import dev.fairground.platform.outbox.PermanentFailure;
import dev.fairground.platform.practices.Shows;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Hands letters to the mail server and keeps what became of each. The server sees a letter at least once; the same letter always has the
 * same Message-ID.
 */
@Component
class Mailer {

    private final MailServer server;
    private final ITemplateEngine templates;
    private final Instance instance;
    private final SentStore deliveries;
    private final SuppressionStore suppressions;

    Mailer(
            MailServer server,
            ITemplateEngine templates,
            Instance instance,
            SentStore deliveries,
            SuppressionStore suppressions) {
        this.server = server;
        this.templates = templates;
        this.instance = instance;
        this.deliveries = deliveries;
        this.suppressions = suppressions;
    }

    /**
     * Waits until the server has taken it. What it took before is not sent again, and to an address from which mail comes back nothing is:
     * each mail more would cost all the others their way into mailboxes.
     *
     * @throws PermanentFailure if the server refused it for good, or the address is none; any other exception is worth another try
     * @throws IllegalStateException inside a transaction
     */
    @Shows("fx-email-deliverability")
    void send(Letter letter) {
        MimeMessage message = written(letter);
        if (!deliveries.queue(Message.of(letter))) return;
        var suppressed = suppressions.of(letter.to().email()).filter(SuppressionStore.Suppression::stopsEverything);
        if (suppressed.isPresent()) {
            deliveries.failed(
                    letter.reference(), Failure.SUPPRESSED, suppressed.get().detail());
            return;
        }
        send(letter, message);
        deliveries.accepted(letter.reference());
    }

    private void send(Letter letter, MimeMessage message) {
        try {
            server.send(letter.reference(), "member/" + letter.to().id(), message);
        } catch (PermanentFailure refused) {
            deliveries.failed(letter.reference(), Failure.REFUSED, reason(refused));
            throw refused;
        }
    }

    /** The server's own words are in the innermost of the exceptions. */
    private static String reason(Throwable failure) {
        var innermost = failure;
        while (innermost.getCause() != null) innermost = innermost.getCause();
        String words = String.valueOf(innermost.getMessage()).strip();
        return words.isEmpty() ? innermost.getClass().getSimpleName() : words;
    }

    private MimeMessage written(Letter letter) {
        var words = new Context(Locale.ENGLISH);
        words.setVariable("letter", letter);
        var message = server.empty();
        try {
            var to = new InternetAddress(letter.to().email(), true);
            var parts = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            parts.setFrom(server.from());
            parts.setTo(to);
            parts.setSubject(letter.subject());
            parts.setText(templates.process("mail/letter.txt", words), templates.process("mail/letter", words));
            message.setHeader("Auto-Submitted", "auto-generated"); // keeps out-of-office answers away
            message.setHeader(
                    "Message-ID",
                    "<" + letter.reference() + "@" + instance.baseUrl().getHost() + ">");
            return message;
        } catch (AddressException noAddress) {
            throw new PermanentFailure("The address for " + letter.reference() + " is none", noAddress);
        } catch (MessagingException broken) {
            throw new PermanentFailure(letter.reference() + " cannot be written as a mail", broken);
        }
    }
}

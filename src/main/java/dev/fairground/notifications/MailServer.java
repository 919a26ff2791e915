package dev.fairground.notifications;

import dev.fairground.platform.effects.EffectKind;
import dev.fairground.platform.effects.Effects;
import dev.fairground.platform.http.Dependencies;
import dev.fairground.platform.http.Dependency;
import dev.fairground.platform.http.TimedSockets;
import dev.fairground.platform.outbox.PermanentFailure;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.StreamProvider;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** The mail server, as others see it: it takes a message, or does not. */
@Component
class MailServer {

    /** How a server's answer begins that means this recipient or this message; 53x is about our log-in, which an operator mends. */
    private static final Pattern REFUSED_FOR_GOOD = Pattern.compile("5(?!3)\\d\\d[ -]");

    /** More than the outbox hands over at a time. */
    private static final int AT_ONCE = 48;

    static {
        // Unless it is named, the mail API looks through the whole class path for it, several times with each
        // letter.
        System.setProperty(
                StreamProvider.class.getName(),
                StreamProvider.provider().getClass().getName());
    }

    private final JavaMailSenderImpl server;
    private final InternetAddress from;
    private final Dependency dependency;
    private final Effects effects;

    MailServer(NotificationSettings settings, Dependencies dependencies, Effects effects) throws AddressException {
        this.server = server(settings);
        this.from = new InternetAddress(settings.mailFrom(), true);
        this.dependency = dependencies.on("the mail server", AT_ONCE);
        this.effects = effects;
    }

    InternetAddress from() {
        return from;
    }

    MimeMessage empty() {
        return server.createMimeMessage();
    }

    /**
     * Waits until the server has taken it.
     *
     * @param target whom it reaches, by an id of ours
     * @throws PermanentFailure if the server refused it for good; any other exception is worth another try
     * @throws IllegalStateException inside a transaction
     */
    void send(String reference, String target, MimeMessage message) {
        effects.attempt(
                EffectKind.MAIL,
                reference,
                target,
                () -> dependency.call(() -> {
                    handOver(reference, message);
                    return reference;
                }));
        effects.happened(EffectKind.MAIL, reference);
    }

    /** As {@link #send}, of a letter to ourselves, of which no effect is kept. */
    void rehearse(String reference, MimeMessage message) {
        dependency.call(() -> {
            handOver(reference, message);
            return reference;
        });
    }

    private void handOver(String reference, MimeMessage message) {
        try {
            server.send(message);
        } catch (MailSendException failed) {
            for (Exception one : failed.getMessageExceptions()) {
                if (refusedForGood(one)) {
                    effects.refused(EffectKind.MAIL, reference);
                    throw new PermanentFailure("The mail server refused " + reference + " for good", failed);
                }
            }
            effects.unanswered(EffectKind.MAIL, reference);
            throw failed;
        }
    }

    private static boolean refusedForGood(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof SendFailedException
                                && REFUSED_FOR_GOOD
                                        .matcher(String.valueOf(failure.getMessage()))
                                        .lookingAt()
                        || refusedForGood(failure.getCause()));
    }

    private static JavaMailSenderImpl server(NotificationSettings settings) {
        var url = settings.mailUrl();
        String protocol = url.getScheme();
        var server = new JavaMailSenderImpl();
        server.setProtocol(protocol);
        server.setHost(url.getHost());
        server.setPort(url.getPort());
        server.setDefaultEncoding(StandardCharsets.UTF_8.name());
        if (url.getRawUserInfo() != null) {
            String[] login = url.getRawUserInfo().split(":", 2);
            server.setUsername(URLDecoder.decode(login[0], StandardCharsets.UTF_8));
            server.setPassword(URLDecoder.decode(login[login.length - 1], StandardCharsets.UTF_8));
            server.getJavaMailProperties().setProperty("mail." + protocol + ".auth", "true");
        }
        var properties = server.getJavaMailProperties();
        properties.setProperty(
                "mail." + protocol + ".connectiontimeout",
                String.valueOf(settings.connectTimeout().toMillis()));
        properties.setProperty(
                "mail." + protocol + ".timeout",
                String.valueOf(settings.readTimeout().toMillis()));
        properties.setProperty(
                "mail." + protocol + ".writetimeout",
                String.valueOf(settings.writeTimeout().toMillis()));
        properties.put("mail." + protocol + ".socketFactory", new TimedSockets(settings.letterTimeout()));
        properties.setProperty("mail." + protocol + ".starttls.enable", "true");
        properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
        return server;
    }
}

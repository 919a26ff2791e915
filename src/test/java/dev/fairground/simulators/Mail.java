package dev.fairground.simulators;

import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message as it was received, taken apart. */
record Mail(
        String id,
        Instant created,
        byte[] raw,
        Map<String, List<String>> headers,
        List<InternetAddress> from,
        List<InternetAddress> to,
        List<InternetAddress> cc,
        String subject,
        String text,
        String html,
        int attachments) {

    static Mail parse(String id, Instant created, byte[] raw) {
        try {
            var message = new MimeMessage(null, new ByteArrayInputStream(raw));
            var parts = new Parts();
            parts.collect(message);
            return new Mail(
                    id,
                    created,
                    raw,
                    headers(message),
                    addresses(message.getFrom()),
                    addresses(message.getRecipients(RecipientType.TO)),
                    addresses(message.getRecipients(RecipientType.CC)),
                    message.getSubject() == null ? "" : message.getSubject(),
                    parts.text.toString(),
                    parts.html.toString(),
                    parts.attachments);
        } catch (MessagingException | IOException unreadable) {
            return new Mail(
                    id,
                    created,
                    raw,
                    Map.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    "Unreadable: " + unreadable,
                    "",
                    "",
                    0);
        }
    }

    String header(String name) {
        return headers.getOrDefault(name, List.of("")).getFirst();
    }

    private static Map<String, List<String>> headers(MimeMessage message) throws MessagingException {
        var headers = new LinkedHashMap<String, List<String>>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.computeIfAbsent(header.getName(), _ -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    private static List<InternetAddress> addresses(Address @Nullable [] addresses) {
        if (addresses == null) return List.of();
        return Arrays.stream(addresses).map(InternetAddress.class::cast).toList();
    }

    /** What a reader sees first of each kind; anything with a file name is an attachment. */
    private static final class Parts {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private int attachments;

        void collect(Part part) throws MessagingException, IOException {
            if (part.getFileName() != null) attachments++;
            else if (part.getContent() instanceof Multipart several) {
                for (int i = 0; i < several.getCount(); i++) collect(several.getBodyPart(i));
            } else if (part.isMimeType("text/html")) html.append(part.getContent());
            else if (part.isMimeType("text/*")) text.append(part.getContent());
        }
    }
}

package dev.fairground.simulators;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Collectors;

/** The inbox for people: a list, a message with its text, and its HTML shut into a frame that can run nothing. */
final class MailPages {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** A mail's own styles may apply inside its frame, and its links open beside it; scripts and remote pictures may not load. */
    private static final String FRAME_POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private final MailStore store;

    MailPages(MailStore store) {
        this.store = store;
    }

    void serveOn(SimulatorServer server) {
        var style = HumanCheckSimulator.resource("inbox.css");
        server.on("GET", "/inbox.css", _ -> Answer.of(200, "text/css", style));
        server.on("GET", "/", _ -> page("Inbox", list()));
        server.on(
                "GET",
                "/message/{id}",
                request -> store.find(request.variable("id"))
                        .map(mail -> page(mail.subject(), message(mail)))
                        .orElseGet(MailApi::notFound));
        server.on(
                "GET",
                "/message/{id}/html",
                request -> store.find(request.variable("id"))
                        .map(mail -> Answer.of(200, "text/html", "<base target=\"_blank\">" + mail.html())
                                .with("Content-Security-Policy", FRAME_POLICY))
                        .orElseGet(MailApi::notFound));
    }

    private static Answer page(String title, String body) {
        var page = """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="/inbox.css">
                </head>
                <body>
                %s
                </body>
                </html>
                """.formatted(escaped(title), body);
        return Answer.of(200, "text/html", page)
                .with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff");
    }

    private String list() {
        var mails = store.newestFirst();
        if (mails.isEmpty()) return "<h1>Inbox</h1>\n<p>No mail yet. Whatever the application sends arrives here.</p>";
        var rows = mails.stream().map(MailPages::row).collect(Collectors.joining("\n"));
        return """
                <h1>Inbox <small>%d</small></h1>
                <table>
                <thead><tr><th>To</th><th>Subject</th><th>Received</th></tr></thead>
                <tbody>
                %s
                </tbody>
                </table>""".formatted(mails.size(), rows);
    }

    private static String row(Mail mail) {
        var subject = mail.subject().isBlank() ? "(no subject)" : mail.subject();
        return "<tr><td>%s</td><td><a href=\"/message/%s\">%s</a></td><td>%s</td></tr>"
                .formatted(
                        escaped(MailSearch.shown(mail.to())), mail.id(), escaped(subject), WHEN.format(mail.created()));
    }

    private static String message(Mail mail) {
        return """
                <p><a href="/">Inbox</a></p>
                <h1>%s</h1>
                <dl>
                <dt>From</dt><dd>%s</dd>
                <dt>To</dt><dd>%s</dd>
                <dt>Received</dt><dd>%s</dd>
                </dl>
                %s%s""".formatted(
                escaped(mail.subject()),
                escaped(MailSearch.shown(mail.from())),
                escaped(MailSearch.shown(mail.to())),
                WHEN.format(mail.created()),
                part(mail.text())
                        .map(text -> "<h2>Text</h2>\n<pre>" + linked(text) + "</pre>\n")
                        .orElse(""),
                part(mail.html())
                        .map(_ -> "<h2>HTML</h2>\n<iframe title=\"The message as HTML\" src=\"/message/" + mail.id()
                                + "/html\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\"></iframe>")
                        .orElse(""));
    }

    private static Optional<String> part(String text) {
        return Optional.of(text).filter(some -> !some.isBlank());
    }

    /** Escapes first, so that nothing but the addresses found becomes markup. */
    private static String linked(String text) {
        return escaped(text).replaceAll("https?://(?:(?!&quot;|&lt;|&gt;|&#39;)[^\\s])+", "<a href=\"$0\">$0</a>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

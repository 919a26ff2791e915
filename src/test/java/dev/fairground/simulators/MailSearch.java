package dev.fairground.simulators;

import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Mailpit's search language, the part we need: {@code to:}, {@code cc:}, {@code from:}, {@code subject:} and bare words,
 * each found as a part of the text in either case, quoted where it holds spaces, all of them at once; {@code !} negates.
 */
record MailSearch(List<Term> terms) {

    private static final Pattern TERM = Pattern.compile("(!?)(?:(to|cc|from|subject):)?(?:\"([^\"]*)\"|(\\S+))");

    record Term(boolean negated, String field, String wanted) {}

    static MailSearch of(String query) {
        var terms = new ArrayList<Term>();
        var matcher = TERM.matcher(query);
        while (matcher.find()) {
            var wanted = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
            terms.add(new Term(
                    !matcher.group(1).isEmpty(),
                    matcher.group(2) == null ? "" : matcher.group(2),
                    wanted.toLowerCase(Locale.ROOT)));
        }
        return new MailSearch(terms);
    }

    boolean matches(Mail mail) {
        return terms.stream()
                .allMatch(term ->
                        text(mail, term.field()).toLowerCase(Locale.ROOT).contains(term.wanted()) != term.negated());
    }

    private static String text(Mail mail, String field) {
        return switch (field) {
            case "to" -> shown(mail.to());
            case "cc" -> shown(mail.cc());
            case "from" -> shown(mail.from());
            case "subject" -> mail.subject();
            default ->
                mail.subject()
                        + '\n'
                        + shown(mail.from())
                        + '\n'
                        + shown(mail.to())
                        + '\n'
                        + mail.text()
                        + '\n'
                        + mail.html();
        };
    }

    /** Decoded, as people read it: {@code Name <address>}. */
    static String shown(List<InternetAddress> addresses) {
        return String.join(
                ", ", addresses.stream().map(InternetAddress::toUnicodeString).toList());
    }
}

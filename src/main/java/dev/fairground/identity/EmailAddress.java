package dev.fairground.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address to which mail can go, as {@code member_email_form} holds it: trimmed, lower case, otherwise as typed. */
record EmailAddress(String text) {

    private static final int LONGEST = 254; // RFC 5321: what a mail command can carry

    private static final Pattern FORM =
            Pattern.compile("[^@\\s\\p{Cntrl}\\p{Z}]{1,64}@[^@\\s\\p{Cntrl}\\p{Z}]+\\.[^@.\\s\\p{Cntrl}\\p{Z}]+");

    EmailAddress {
        text = text.strip().toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            throw IdentityRefused.emailInvalid();
        }
    }

    /** For looking up: text that is no address belongs to nobody, and saying more would be an answer of its own. */
    static Optional<EmailAddress> read(String text) {
        try {
            return Optional.of(new EmailAddress(text));
        } catch (IdentityRefused none) {
            return Optional.empty();
        }
    }

    String localPart() {
        return text.substring(0, text.indexOf('@'));
    }
}

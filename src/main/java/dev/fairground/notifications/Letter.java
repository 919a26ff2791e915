package dev.fairground.notifications;

import dev.fairground.identity.Member;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * One mail to one member.
 *
 * @param reference the same whenever the same mail is sent again; letters, digits, dots and dashes
 * @param subject one line, whatever stood in it; at most 150 characters
 * @param link where it leads, under the words {@code linkText}
 */
record Letter(String reference, Member to, String subject, String body, String linkText, URI link) {

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+");
    private static final int LONGEST_SUBJECT = 150; // what a list of mails shows of it, twice over

    Letter {
        subject = LINE_BREAKS.matcher(subject).replaceAll(" ").strip();
        subject = subject.substring(
                0,
                subject.offsetByCodePoints(0, Math.min(LONGEST_SUBJECT, subject.codePointCount(0, subject.length()))));
    }
}

package dev.fairground.platform.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairground.platform.http.OutboundToMembers.Answered;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads of an HTTP/1.1 answer what somebody wants to know who only told something: the status, and the beginning of the body. */
final class HttpAnswer {

    /** Several times what servers send; the memory of a call is bounded by it. */
    private static final int LONGEST_HEAD = 16 * 1024;

    private static final int EXCERPT = 1024;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})(?:[ \\t]*;.*)?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final InputStream from;
    private final Clock clock;
    private int headLeft = LONGEST_HEAD;

    HttpAnswer(InputStream from, Clock clock) {
        this.from = from;
        this.clock = clock;
    }

    Answered read() throws IOException {
        int status;
        Map<String, String> headers;
        do { // what comes before the answer, such as 103, says nothing
            status = status();
            headers = headers();
        } while (status / 100 == 1);
        return new Answered(status, excerpt(headers), retryAfter(headers.get("retry-after")));
    }

    private int status() throws IOException {
        var found = STATUS.matcher(line());
        if (!found.matches()) throw new ProtocolException("No status line");
        return Integer.parseInt(found.group(1));
    }

    private Map<String, String> headers() throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = from.read(); octet != '\n'; octet = from.read()) {
            if (octet < 0) throw new EOFException("Ended within its head");
            if (--headLeft < 0) throw new ProtocolException("A head without end");
            line.write(octet);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    /** The status is what counts: a body that breaks off, or never comes, takes nothing from it. */
    private String excerpt(Map<String, String> headers) {
        var body = new ByteArrayOutputStream();
        try {
            if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
                chunked(body);
            } else {
                String length = headers.getOrDefault("content-length", "");
                take(NUMBER.matcher(length).matches() ? Integer.parseInt(length) : EXCERPT, body);
            }
        } catch (IOException brokenOff) {
            return text(body);
        }
        return text(body);
    }

    private void chunked(ByteArrayOutputStream body) throws IOException {
        while (body.size() < EXCERPT) {
            var size = CHUNK.matcher(line());
            if (!size.matches()) return;
            long length = Long.parseLong(size.group(1), 16);
            if (length == 0) return;
            take((int) Math.min(length, EXCERPT), body);
            line();
        }
    }

    private void take(int most, ByteArrayOutputStream body) throws IOException {
        int wanted = Math.min(most, EXCERPT - body.size());
        while (wanted > 0) {
            byte[] some = new byte[wanted];
            int got = from.read(some);
            if (got < 0) return;
            body.write(some, 0, got);
            wanted -= got;
        }
    }

    private static String text(ByteArrayOutputStream body) {
        return body.toString(UTF_8).replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
    }

    private @Nullable Duration retryAfter(@Nullable String said) {
        if (said == null) return null;
        if (NUMBER.matcher(said).matches()) return Duration.ofSeconds(Long.parseLong(said));
        try {
            var until =
                    Duration.between(clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(said)));
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException neither) {
            return null;
        }
    }
}

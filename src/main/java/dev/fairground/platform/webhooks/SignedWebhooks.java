package dev.fairground.platform.webhooks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairground.platform.practices.Shows;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells a sender's events from others' by a header in the form of {@code Stripe-Signature}: {@code t=<seconds>,v1=<hex>[,v1=<hex>]}, each
 * v1 the HMAC-SHA256 of time, dot and the bytes of the body under one secret. Several secrets can be live, on either side.
 */
@Shows("fx-webhook-inbox")
public final class SignedWebhooks {

    /** Twenty times what events measure; inboxes hold as much. */
    private static final int LARGEST = 256 * 1024;

    /** What Stripe documents. Into the future as well: an event signed ahead would otherwise stay fit for replay until then. */
    private static final Duration TOLERANCE = Duration.ofSeconds(300);

    private static final Pattern TIME = Pattern.compile("t=(\\d{1,12})");
    private static final Pattern V1 = Pattern.compile("v1=([0-9a-f]{64})");

    private final List<String> secrets;
    private final Clock clock;

    /** {@code secrets}: any of them may have signed; with none, nothing is taken. */
    public SignedWebhooks(List<String> secrets, Clock clock) {
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    /** Takes the bytes as they came, since they are what is signed. Refused is what is too large, not signed, or signed at another time. */
    public WebhookEvent read(String signature, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) throw WebhookRefused.tooLarge();
        verify(signature, bytes);
        return WebhookEvent.parse(bytes);
    }

    /** The signature comes first: a stranger learns nothing about our clock. */
    private void verify(String header, byte[] body) {
        var time = only(TIME, header).findFirst().orElseThrow(WebhookRefused::malformed);
        var signatures = only(V1, header).toList();
        if (signatures.isEmpty()) throw WebhookRefused.malformed();
        if (secrets.stream().map(secret -> hmac(secret, time, body)).noneMatch(ours -> isAmong(signatures, ours))) {
            throw WebhookRefused.notSigned();
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), clock.instant());
        if (age.abs().compareTo(TOLERANCE) > 0) throw WebhookRefused.outOfTime();
    }

    private static Stream<String> only(Pattern form, String header) {
        return Stream.of(header.split(","))
                .map(String::strip)
                .map(form::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(found -> found.group(1));
    }

    private static boolean isAmong(List<String> signatures, String ours) {
        return signatures.stream()
                .anyMatch(theirs -> MessageDigest.isEqual(theirs.getBytes(US_ASCII), ours.getBytes(US_ASCII)));
    }

    private static String hmac(String secret, String time, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("Every JDK has HmacSHA256", absent);
        }
    }
}

package dev.fairground.platform.objects;

import dev.fairground.platform.http.Answer;
import dev.fairground.platform.http.Outbound;
import dev.fairground.platform.http.OutboundFailure;
import dev.fairground.platform.http.OutboundHttp;
import dev.fairground.platform.http.PermanentFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects in a store that speaks S3, of whichever maker: put, get, delete and list, each a single signed request with the bucket in the
 * path. Every one of them may be repeated, so a lost answer is told like a failure.
 */
final class S3Objects implements ObjectStore {

    private static final Logger log = LoggerFactory.getLogger(S3Objects.class);
    private static final byte[] NOTHING = {};

    /** A page shows two dozen pictures, which browsers keep. */
    private static final int AT_ONCE = 64;

    private final Outbound http;
    private final String bucket;
    private final AwsSignature signature;
    private final Clock clock;

    S3Objects(S3Settings settings, OutboundHttp http, Clock clock) {
        URI url = Objects.requireNonNull(settings.url());
        var limits = new OutboundHttp.Limits(settings.connectTimeout(), settings.answerTimeout(), AT_ONCE);
        this.http = http.to("the object store", url, limits);
        this.bucket = url.toString().replaceFirst("/$", "") + "/" + settings.bucket();
        this.signature = new AwsSignature(settings.key(), settings.secret(), settings.region());
        this.clock = clock;
    }

    @Override
    public void put(ObjectKey key, InputStream bytes) throws IOException {
        byte[] content = bytes.readAllBytes(); // its hash goes first; an upload that breaks off stores nothing
        var type = Map.of("Content-Type", key.mediaType().toString());
        answered(() -> done(http.put(address(key), content, signed("PUT", address(key), type, content))));
    }

    @Override
    public Optional<StoredObject> open(ObjectKey key) {
        return answered(() -> http.open(address(key), signed("GET", address(key), Map.of(), NOTHING)))
                .map(found -> new StoredObject(found.bytes(), found.size()));
    }

    @Override
    public void delete(ObjectKey key) {
        answered(() -> done(http.delete(address(key), signed("DELETE", address(key), Map.of(), NOTHING))));
    }

    @Override
    public List<Listed> list(String folder, String after, int atMost) {
        // In the order of their names, as the signature wants them.
        var address = URI.create("%s?list-type=2&max-keys=%d&prefix=%s&start-after=%s"
                .formatted(bucket, atMost, encoded(folder), encoded(after)));
        return S3Listing.read(answered(() -> done(http.get(address, signed("GET", address, Map.of(), NOTHING))))
                .body());
    }

    /** A key has no character that an address would write differently. */
    private URI address(ObjectKey key) {
        return URI.create(bucket + "/" + key);
    }

    private Map<String, String> signed(String method, URI address, Map<String, String> headers, byte[] body) {
        return signature.sign(method, address, headers, body, clock.instant());
    }

    private static Answer done(Answer answer) {
        if (!answer.ok()) {
            throw new PermanentFailure("the object store answered " + answer.status() + ": " + answer.body());
        }
        return answer;
    }

    /** What failed is said to operators; who asked hears only that it is not to be had now. */
    private static <T> T answered(Supplier<T> call) {
        try {
            return call.get();
        } catch (OutboundFailure failed) {
            log.warn("An object can be neither read nor written: {}", failed.getMessage());
            throw ObjectsRefused.unavailable();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

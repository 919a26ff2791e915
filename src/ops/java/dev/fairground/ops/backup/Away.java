package dev.fairground.ops.backup;

import dev.fairground.platform.objects.AwsSignature;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A bucket on another machine, of a store that speaks S3, whichever its maker. All that lies there is sealed; names are not. */
final class Away {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** For sixteen megabytes over a slow line. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int PAGE = 1_000;
    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
    private static final byte[] NOTHING = {};

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final String bucket;
    private final AwsSignature signature;
    private final Seal seal;

    private Away(String bucket, AwsSignature signature, Seal seal) {
        this.bucket = bucket;
        this.signature = signature;
        this.seal = seal;
    }

    /** As the variables BACKUP_… say; throws {@link Unusable} where they do not. */
    static Away of(Map<String, String> variables) throws Unusable {
        return new Away(
                given(variables, "BACKUP_URL").replaceFirst("/$", "") + "/" + given(variables, "BACKUP_BUCKET"),
                new AwsSignature(
                        given(variables, "BACKUP_ACCESS_KEY"),
                        given(variables, "BACKUP_SECRET"),
                        variables.getOrDefault("BACKUP_REGION", "us-east-1")),
                Seal.of(variables.getOrDefault("BACKUP_KEY", "")));
    }

    private static String given(Map<String, String> variables, String name) throws Unusable {
        String value = variables.getOrDefault(name, "");
        if (!value.isBlank()) return value;
        throw new Unusable(name + " is not set: backups go to a store that speaks S3, on another machine.");
    }

    /** {@code name} consists of letters, digits, hyphens, dots and slashes. */
    void put(String name, byte[] bytes) throws IOException {
        send("PUT", URI.create(bucket + "/" + name), seal.close(name, bytes));
    }

    byte[] get(String name) throws IOException {
        return seal.open(name, send("GET", URI.create(bucket + "/" + name), NOTHING));
    }

    void delete(String name) throws IOException {
        send("DELETE", URI.create(bucket + "/" + name), NOTHING);
    }

    /** The names that begin so, in their order. */
    List<String> names(String beginning) throws IOException {
        var names = new ArrayList<String>();
        List<String> page;
        do {
            // In the order of their names, as the signature wants them.
            var address = URI.create("%s?list-type=2&max-keys=%d&prefix=%s&start-after=%s"
                    .formatted(bucket, PAGE, encoded(beginning), encoded(names.isEmpty() ? "" : names.getLast())));
            page = KEY.matcher(new String(send("GET", address, NOTHING), StandardCharsets.UTF_8))
                    .results()
                    .map(key -> key.group(1))
                    .toList();
            names.addAll(page);
        } while (page.size() == PAGE);
        return names;
    }

    private byte[] send(String method, URI address, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        signature
                .sign(method, address, Map.of(), body, Clock.systemUTC().instant())
                .forEach(request::header);
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new Unusable("The store of backups answered " + method + " " + address.getPath() + " with "
                        + answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

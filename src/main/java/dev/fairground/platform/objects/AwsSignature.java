package dev.fairground.platform.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as S3 wants them: AWS Signature Version 4, over method, address, headers and body in one chunk.
 *
 * @param key the name of the key, which the request tells
 * @param secret the key itself, which it does not
 */
public record AwsSignature(String key, String secret, String region) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * All headers to send, {@code headers} among them. {@code address} is encoded as S3 encodes, and the parameters of its query stand in
     * the order of their names, each with an equals sign.
     */
    public Map<String, String> sign(String method, URI address, Map<String, String> headers, byte[] body, Instant now) {
        String time = TIME.format(now);
        String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
        var signed = new TreeMap<String, String>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
        signed.put("host", address.getRawAuthority());
        signed.put("x-amz-content-sha256", hex(sha256(body)));
        signed.put("x-amz-date", time);
        String names = String.join(";", signed.keySet());
        String request = request(method, address, signed, names);
        String toSign = String.join("\n", ALGORITHM, time, scope, hex(sha256(request.getBytes(UTF_8))));
        signed.put(
                "authorization",
                "%s Credential=%s/%s,SignedHeaders=%s,Signature=%s"
                        .formatted(ALGORITHM, key, scope, names, hex(hmac(keyOf(scope), toSign))));
        signed.remove("host"); // the connection writes that one
        return signed;
    }

    private static String request(String method, URI address, TreeMap<String, String> signed, String names) {
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        String headers = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n", method, address.getRawPath(), query, headers, names, signed.get("x-amz-content-sha256"));
    }

    /** Made of the secret for one day, region and service, so that it opens nothing else. */
    private byte[] keyOf(String scope) {
        byte[] made = ("AWS4" + secret).getBytes(UTF_8);
        for (String part : scope.split("/")) {
            made = hmac(made, part);
        }
        return made;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "AwsSignature[key=" + key + "]"; // and nothing secret
    }
}

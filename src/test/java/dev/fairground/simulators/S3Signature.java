package dev.fairground.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks the header form of AWS Signature Version 4 as S3 documents it: body in one chunk, fifteen minutes of leeway. */
record S3Signature(S3Account account) {

    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/((\\d{8})/([^/]+)/s3/aws4_request), ?"
                    + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
    private static final Duration LEEWAY = Duration.ofMinutes(15);

    /** Throws where a request is not this account's, not now's, or not what was signed. */
    void check(Request request, Instant now) {
        var header = AUTHORIZATION.matcher(request.header("authorization").orElse(""));
        if (!header.matches()) throw S3Error.denied("AccessDenied", "Access Denied.");
        if (!header.group(1).equals(account.key()))
            throw S3Error.denied("InvalidAccessKeyId", "No such access key is on record.");
        var time = request.header("x-amz-date").orElse("");
        checkTime(header, time, now);
        var names = List.of(header.group(5).split(";"));
        checkNames(names, request);
        checkBody(request);
        var wanted = hmac(key(header.group(2)), toSign(request, names, time, header.group(2)));
        if (!MessageDigest.isEqual(wanted, HexFormat.of().parseHex(header.group(6))))
            throw S3Error.denied("SignatureDoesNotMatch", "The signature is not the one that this request has.");
    }

    private void checkTime(Matcher header, String time, Instant now) {
        if (!time.matches("\\d{8}T\\d{6}Z") || !time.startsWith(header.group(3)))
            throw S3Error.denied("AccessDenied", "A valid x-amz-date is required.");
        if (!header.group(4).equals(account.region()))
            throw new S3Error(400, "AuthorizationHeaderMalformed", "The region is wrong.");
        var signed = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
        if (Duration.between(signed, now).abs().compareTo(LEEWAY) > 0)
            throw S3Error.denied("RequestTimeTooSkewed", "The request is from too far away in time.");
    }

    private static void checkNames(List<String> names, Request request) {
        boolean enough = names.contains("host")
                && request.headers().keySet().stream()
                        .filter(name -> name.startsWith("x-amz-") || name.equals("content-type"))
                        .allMatch(names::contains);
        if (!enough) throw S3Error.denied("AccessDenied", "There were headers present which were not signed.");
    }

    private static void checkBody(Request request) {
        var promised = request.header("x-amz-content-sha256").orElse("");
        if (!promised.equals(hex(sha256(request.bytes()))))
            throw new S3Error(400, "XAmzContentSHA256Mismatch", "The body is not the one that was signed.");
    }

    private static String toSign(Request request, List<String> names, String time, String scope) {
        var path = Arrays.stream(request.path().split("/", -1))
                .map(S3Signature::encoded)
                .collect(Collectors.joining("/"));
        var query = request.query().entrySet().stream()
                .map(pair -> Map.entry(encoded(pair.getKey()), encoded(pair.getValue())))
                .sorted(Map.Entry.comparingByKey())
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining("&"));
        var lines = new StringBuilder(request.method() + "\n" + path + "\n" + query + "\n");
        names.forEach(name -> lines.append(name)
                .append(':')
                .append(request.header(name).orElse(""))
                .append('\n'));
        lines.append('\n').append(String.join(";", names)).append('\n');
        lines.append(request.header("x-amz-content-sha256").orElse(""));
        return "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n"
                + hex(sha256(lines.toString().getBytes(UTF_8)));
    }

    private byte[] key(String scope) {
        var key = ("AWS4" + account.secret()).getBytes(UTF_8);
        for (var part : scope.split("/")) key = hmac(key, part);
        return key;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
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

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

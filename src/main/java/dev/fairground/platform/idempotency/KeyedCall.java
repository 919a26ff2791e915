package dev.fairground.platform.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request under a key: whose key it is and for what ({@code principal}, {@code method}, {@code route}, {@code key}), and a fingerprint
 * of everything that makes it this request and no other.
 */
record KeyedCall(String principal, String method, String route, String key, byte[] fingerprint) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

    /** Two documents that differ only in spaces or in the order of fields are one request. Numbers are compared exactly. */
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Reads the key and refuses one that is missing, malformed or nobody's. */
    static KeyedCall of(RepeatableRequest request) {
        List<String> given = Collections.list(request.getHeaders(HEADER));
        if (given.isEmpty()) {
            throw KeyRefused.missing();
        }
        if (given.size() > 1 || !VISIBLE_ASCII.matcher(given.getFirst()).matches()) {
            throw KeyRefused.malformed();
        }
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw KeyRefused.nobodys();
        }
        return new KeyedCall(
                principal.getName(),
                request.getMethod(),
                String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)),
                given.getFirst(),
                fingerprint(request, request.body()));
    }

    /** The four columns that identify the call, as parameters of a statement. */
    Map<String, String> scope() {
        return Map.of("principal", principal, "method", method, "route", route, "key", key);
    }

    /** The number of the advisory lock. Two calls that share it by chance (2⁻⁶⁴) cost one of them a retry and nothing else. */
    long lock() {
        return ByteBuffer.wrap(digest(principal, method, route, key)).getLong();
    }

    private static byte[] fingerprint(HttpServletRequest request, byte[] body) {
        return digest(request.getRequestURI(), String.valueOf(request.getQueryString()), canonical(body));
    }

    private static String canonical(byte[] body) {
        try {
            return CANONICAL.writeValueAsString(CANONICAL.readTree(body));
        } catch (JacksonException notJson) {
            return new String(body, StandardCharsets.ISO_8859_1); // the handler will say what is wrong with it
        }
    }

    private static byte[] digest(String... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                // The length goes first, so that no two lists of parts run together into the same bytes.
                sha.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                sha.update(bytes);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

package dev.fairground.platform.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** What is sent for a keyed call, and sent again byte for byte when it is {@code replayed}. */
record Answer(int status, Map<String, List<String>> headers, byte[] body, boolean replayed) {

    private static final String REPLAYED = "Idempotent-Replayed";

    /** Headers that belong to the answer. Those that belong to the moment (release, trace, limits left) are the new request's own. */
    private static final List<String> KEPT = List.of(
            HttpHeaders.LOCATION,
            HttpHeaders.ETAG,
            HttpHeaders.LINK,
            HttpHeaders.CONTENT_LANGUAGE,
            HttpHeaders.CACHE_CONTROL);

    static Answer of(ContentCachingResponseWrapper response) {
        var headers = new LinkedHashMap<String, List<String>>();
        String type = response.getContentType(); // containers keep it apart from the other headers
        if (type != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, List.of(type));
        }
        for (String name : KEPT) {
            var values = List.copyOf(response.getHeaders(name));
            if (!values.isEmpty()) {
                headers.put(name, values);
            }
        }
        return new Answer(response.getStatus(), headers, response.getContentAsByteArray(), false);
    }

    void sendTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach((name, values) -> {
            response.setHeader(name, values.getFirst());
            values.stream().skip(1).forEach(value -> response.addHeader(name, value));
        });
        if (replayed) {
            response.setHeader(REPLAYED, "true");
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

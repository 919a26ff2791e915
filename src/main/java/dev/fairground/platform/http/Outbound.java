package dev.fairground.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec;

/**
 * One outside, called once per call.
 *
 * <p>Each method returns an {@link Answer} of 2xx, or of 4xx where the request itself is at fault, and throws {@link TransientFailure} or
 * {@link UnknownOutcome} for everything else, or {@link NotTried} at once. What keeps a call from being made stands in {@link Dependency}.
 */
public final class Outbound {

    private static final Logger log = LoggerFactory.getLogger(Outbound.class);

    /** The outside did nothing: it does not know us (401, 403), had no time (408, 425, 429), or is at the same call already (409). */
    private static final Set<Integer> NOT_NOW = Set.of(401, 403, 408, 409, 425, 429);

    /** Far above what our outsides send; a stray download must not fill the memory. */
    private static final int LARGEST_ANSWER = 1 << 20;

    private final Dependency whom;
    private final RestClient client;

    Outbound(Dependency whom, RestClient client) {
        this.whom = whom;
        this.client = client;
    }

    /** The same outside, with these headers on each call. */
    public Outbound with(Map<String, String> headers) {
        return new Outbound(
                whom,
                client.mutate().defaultHeaders(all -> headers.forEach(all::set)).build());
    }

    /**
     * Reads. {@code path} may hold {@code {names}}, filled in turn by {@code values}, encoded; written into the path, each value would make a
     * metric of its own.
     */
    public Answer get(String path, Object... values) {
        return send(client.get().uri(path, values), false);
    }

    /** Changes something: sends a form. {@code path} as for reading. */
    public Answer post(String path, Map<String, String> form, Map<String, String> headers, Object... values) {
        var fields = new LinkedMultiValueMap<String, String>();
        fields.setAll(form);
        return send(
                client.post()
                        .uri(path, values)
                        .headers(all -> headers.forEach(all::set))
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .body(fields),
                true);
    }

    /** Changes something: sends a document. {@code path} as for reading. */
    public Answer postJson(String path, Object document, Object... values) {
        return send(
                client.post()
                        .uri(path, values)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(document),
                true);
    }

    /** Without a key or a name of ours; any answer will do, and none is only worth a line for the operator. */
    void callForTheFirstTime() {
        try {
            client.get().uri("/").exchange((_, response) -> response.getBody().readNBytes(LARGEST_ANSWER));
        } catch (ResourceAccessException unreachable) {
            log.warn("At the start {} did not answer: {}", whom, unreachable.getMessage());
        }
    }

    /** Reads at an address that is whole and encoded, as a signature over it wants; so do the three below. */
    public Answer get(URI address, Map<String, String> headers) {
        return send(client.get().uri(address).headers(all -> headers.forEach(all::set)), false);
    }

    /** Changes something: stores bytes. */
    public Answer put(URI address, byte[] body, Map<String, String> headers) {
        return send(
                client.put()
                        .uri(address)
                        .headers(all -> headers.forEach(all::set))
                        .body(body),
                true);
    }

    /** Changes something: removes it. */
    public Answer delete(URI address, Map<String, String> headers) {
        return send(client.delete().uri(address).headers(all -> headers.forEach(all::set)), true);
    }

    /** Reads bytes as they come, however many; to be closed by the caller. Empty if there are none (404). */
    public Optional<Download> open(URI address, Map<String, String> headers) {
        var request = client.get().uri(address).headers(all -> headers.forEach(all::set));
        return Optional.ofNullable(called(() -> request.exchange((_, response) -> download(response), false), false));
    }

    private @Nullable Download download(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        if (status == 200) {
            return new Download(response.getBody(), response.getHeaders().getContentLength());
        }
        response.close();
        mustBeUsable(status, false);
        if (status != 404) throw new PermanentFailure(whom + " answered " + status);
        return null;
    }

    private Answer send(RequestHeadersSpec<?> request, boolean changes) {
        return called(
                () -> {
                    var answer = request.header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
                            .exchangeForRequiredValue((_, response) -> new Answer(
                                    response.getStatusCode().value(),
                                    new String(response.getBody().readNBytes(LARGEST_ANSWER), UTF_8)));
                    mustBeUsable(answer.status(), changes);
                    return answer;
                },
                changes);
    }

    private <T extends @Nullable Object> T called(Supplier<T> call, boolean changes) {
        return whom.call(() -> {
            try {
                return call.get();
            } catch (ResourceAccessException failed) {
                throw failure(failed, changes);
            }
        });
    }

    private void mustBeUsable(int status, boolean changes) {
        if (status >= 500) throw unfinished("answered " + status, null, changes);
        if (status / 100 == 3 || NOT_NOW.contains(status)) {
            throw new TransientFailure(whom + " answered " + status, null);
        }
    }

    private OutboundFailure failure(ResourceAccessException failed, boolean changes) {
        boolean neverSent = Stream.iterate((Throwable) failed, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ConnectException
                        || cause instanceof HttpConnectTimeoutException
                        || cause instanceof UnknownHostException
                        || cause instanceof UnresolvedAddressException);
        return neverSent
                ? new TransientFailure(whom + " cannot be reached", failed)
                : unfinished("did not finish its answer", failed, changes);
    }

    private OutboundFailure unfinished(String what, @Nullable Throwable cause, boolean changes) {
        return changes
                ? new UnknownOutcome(whom + " " + what, cause)
                : new TransientFailure(whom + " " + what, cause); // reading again harms nobody
    }

    /** Bytes on their way; {@code size} as the outside announced it, -1 if it did not. */
    public record Download(InputStream bytes, long size) {}
}
